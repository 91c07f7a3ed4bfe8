//! Everything that a key can do. The text `action-NAME` says it in full, `short-NAME` in the function-key line.

crate::named! {
    /// A named action; a keymap file speaks of it by its name.
    pub enum Action {
        // Screens.
        /// All keys of this screen.
        Help = "help",
        Board = "board",
        Census = "census",
        Beds = "beds",
        /// Numbers that are given by hand.
        Ids = "ids",
        Menu = "menu",
        Discrepancies = "discrepancies",
        /// A person, a number, a bed, an action.
        Find = "find",
        FirstList = "first-list",
        /// Documents, printers and a preview.
        Papers = "papers",
        /// The list of the ward on paper, at once.
        Print = "print",
        /// The slips of the ward, and where every sheet is.
        Slips = "slips",
        /// What lies on one desk.
        Desk = "desk",
        /// The runs of the carriers, and who has what.
        Runs = "runs",
        /// How much every desk has to do.
        Load = "load",

        // Movements and edits of the selected patient or bed.
        Admit = "admit",
        Transfer = "transfer",
        Depart = "depart",
        Arrive = "arrive",
        Discharge = "discharge",
        Leave = "leave",
        Outing = "outing",
        OffWard = "off-ward",
        Absconded = "absconded",
        Return = "return",
        Swap = "swap",
        Department = "department",
        Diet = "diet",
        Mobility = "mobility",
        Isolation = "isolation",
        Allergy = "allergy",
        Amend = "amend",
        Restrict = "restrict",
        /// The records of the patient, to take one back.
        TakeBack = "take-back",
        Register = "register",
        Expect = "expect",
        Reserve = "reserve",
        Block = "block",
        Unblock = "unblock",
        RoomRule = "room-rule",
        /// Closes the selected discrepancy.
        Close = "close",

        // Paper.
        WriteSlip = "write-slip",
        RegisterSlip = "register-slip",
        PrintSlip = "print-slip",
        PickUp = "pick-up",
        HandOver = "hand-over",
        Receive = "receive",
        StartWork = "start-work",
        StepDone = "step-done",
        Perform = "perform",
        /// 実施 of one typed number after another.
        PerformMany = "perform-many",
        ReturnResult = "return-result",
        Bill = "bill",
        File = "file",
        AskBack = "ask-back",
        /// Nobody answered: the next one is asked.
        FollowQuery = "follow-query",
        Answer = "answer",
        PassNote = "pass-note",
        Revise = "revise",
        Recall = "recall",
        CannotFind = "cannot-find",
        Found = "found",
        CancelSlip = "cancel-slip",
        OpenRun = "open-run",
        CloseRun = "close-run",
        ChooseDesk = "choose-desk",
        /// One label or form fewer.
        Fewer = "fewer",
        More = "more",
        /// The position of the first label, the kind of forms.
        OptionBefore = "option-before",
        OptionAfter = "option-after",
        /// Two pages of A5 on an A4, or each on its own.
        TwoOnOne = "two-on-one",

        // Identity checks.
        /// Checks that this is that patient.
        Check = "check",
        /// Enters the boxes of slips afterwards.
        CheckPaper = "check-paper",
        /// The checks that are kept.
        Checks = "checks",
        /// Somebody or something speaks for a patient who cannot.
        StandIn = "stand-in",
        /// A new check after a mismatch.
        Again = "again",
        /// What happened to the selected slip, where something did.
        Except = "except",
        /// The next purpose of a batch.
        TurnPurpose = "turn-purpose",
        /// Takes the selected slip out of a batch.
        TakeOut = "take-out",
        // Numbers that are given by hand.
        IssueUnidentified = "issue-unidentified",
        IssueKnown = "issue-known",
        IssueNewborn = "issue-newborn",
        IssueMass = "issue-mass",
        PreparePackets = "prepare-packets",
        ActivatePacket = "activate-packet",
        VoidId = "void-id",
        PrintId = "print-id",
        Link = "link",
        Unlink = "unlink",
        GrantBlock = "grant-block",

        // Lists and maps.
        Up = "up",
        Down = "down",
        Left = "left",
        Right = "right",
        PageUp = "page-up",
        PageDown = "page-down",
        First = "first",
        Last = "last",
        Open = "open",
        Filter = "filter",
        /// Chooses a ward, or the whole hospital.
        Ward = "ward",
        PreviousWard = "previous-ward",
        NextWard = "next-ward",

        // Forms and fields.
        NextField = "next-field",
        PreviousField = "previous-field",
        /// Enter: the next field, and after the last one save.
        GoOn = "go-on",
        Save = "save",
        EraseBefore = "erase-before",
        EraseAfter = "erase-after",
        EraseWord = "erase-word",
        EraseAll = "erase-all",

        // Questions.
        Yes = "yes",
        No = "no",

        // Everywhere.
        /// One step back; nothing is a dead end.
        Back = "back",
        Undo = "undo",
        Actions = "actions",
        Language = "language",
        Theme = "theme",
        Redraw = "redraw",
        /// Everything personal off the screen, until somebody comes back.
        Lock = "lock",
        /// The lock, for somebody else.
        ChangeUser = "change-user",
        /// A number for coming back within the shift.
        SetPin = "set-pin",
        BreakGlass = "break-glass",
        ReviewGlass = "review-glass",
        /// Who has an account, and who is locked out.
        Accounts = "accounts",
        /// A first pass phrase for somebody who has lost theirs, or is locked out.
        ResetPhrase = "reset-phrase",
        CloseAccount = "close-account",
        ReopenAccount = "reopen-account",
        ChangeRole = "change-role",
        /// The copy on a second disk: how it does, and where it is.
        Mirror = "mirror",
        Quit = "quit",
    }
}

impl Action {
    /// Whether it opens a form about the selected patient or bed.
    pub fn is_movement(self) -> bool {
        matches!(
            self,
            Self::Admit
                | Self::Transfer
                | Self::Depart
                | Self::Arrive
                | Self::Discharge
                | Self::Leave
                | Self::Outing
                | Self::OffWard
                | Self::Absconded
                | Self::Return
                | Self::Swap
                | Self::Department
                | Self::Diet
                | Self::Mobility
                | Self::Isolation
                | Self::Allergy
                | Self::Amend
                | Self::Restrict
                | Self::TakeBack
                | Self::Register
                | Self::Expect
                | Self::Reserve
                | Self::Block
                | Self::Unblock
                | Self::RoomRule
                | Self::Check
                | Self::IssueNewborn
        )
    }

    /// Whether it opens a form about a number that is given by hand.
    pub fn is_about_numbers(self) -> bool {
        matches!(
            self,
            Self::IssueUnidentified
                | Self::IssueKnown
                | Self::IssueNewborn
                | Self::IssueMass
                | Self::PreparePackets
                | Self::ActivatePacket
                | Self::VoidId
                | Self::PrintId
                | Self::Link
                | Self::Unlink
                | Self::GrantBlock
        )
    }

    /// Arrows and the like: nobody looks for them by name.
    pub fn only_walks(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::Left
                | Self::Right
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::Actions
                | Self::Back
        )
    }

    /// Whether nothing is changed by it that could not be left again: a scanner's digits may start it.
    pub fn only_shows(self) -> bool {
        matches!(
            self,
            Self::Help
                | Self::Board
                | Self::Census
                | Self::Beds
                | Self::Menu
                | Self::Discrepancies
                | Self::Slips
                | Self::Desk
                | Self::Ids
                | Self::Runs
                | Self::Load
                | Self::Checks
                | Self::Accounts
                | Self::Mirror
                | Self::Find
                | Self::Filter
                | Self::Ward
                | Self::PreviousWard
                | Self::NextWard
                | Self::Actions
                | Self::Papers
        )
    }
}
