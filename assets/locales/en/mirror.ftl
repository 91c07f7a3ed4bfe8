# The mirror (a copy on a second disk), backups, stores out of either

mirror-title-comparing = mirror checking
mirror-title-up-to-date = mirror ok
mirror-title-behind = mirror { $count } behind
mirror-title-lost = mirror lost
mirror-back = The mirror goes on, and has everything.

mirror-title-lost-behind = mirror lost, { $count } behind

action-mirror = Mirror
menu-mirror = The copy of everything on a second disk (a stick): how it does, when it last had everything, and where it is to be.
mirror-heading = The copy on a second disk
mirror-none = no mirror
mirror-folder = Folder
mirror-whole = Complete at
mirror-behind = Not copied yet
mirror-not-yet = not since andon was started
mirror-now = this moment
mirror-being-read = being read
mirror-unknown = not known: the copy could not be read
mirror-records = { $count ->
    [0] nothing
    [one] 1 record
   *[other] { $count } records
 }
mirror-means = What is saved is copied at once, sealed as it is. If the laptop is lost, a store with everything that is on the copy can be made out of it (andon restore).
mirror-means-none = If this laptop or its disk is lost, what was saved here is lost. Put in a stick, and name a folder on it.
mirror-new-folder = Mirror into this folder (on a stick; empty, or not there yet)
mirror-how = Enter asks before anything is done. Enter with an empty field stops the mirror. Administrators, the command post and the night supervisor may; who did it stands in the audit trail.
mirror-ask-choose = From now on everything that is saved goes to { $folder } as well: all patients, sealed. Keep the stick like the laptop.
mirror-ask-stop = Nothing goes to { $folder } any more. If the laptop is lost then, everything since is lost. What was copied stays.
mirror-leave = Leave it
mirror-go-choose = Mirror
mirror-go-stop = Stop
mirror-set = { $folder } is the mirror from now on. Copying begins within seconds; the top line says how far it is.
mirror-set-same-disk = { $folder } is the mirror, on the same disk as the store: whoever loses this laptop loses both. Use a stick.
mirror-folder-needed = Type the folder on the stick. There is no mirror that could be stopped.
mirror-sample = The sample is thrown away in the end, and is not mirrored.

mirror-not-there = No mirror is found in { $folder }. Put the stick back in; it goes on by itself from where it was. Saving on this laptop goes on.
mirror-disk = The mirror in { $folder } cannot be written ({ $detail }). Put the stick back in, or take another and choose it with andon mirror. Saving on this laptop goes on.
mirror-full = The mirror in { $folder } has no room left. Take a larger stick and choose it with andon mirror. Saving on this laptop goes on.
mirror-foreign = { $folder } is the mirror of another store, and is not written. Put in the stick of this laptop, or choose an empty folder with andon mirror.
mirror-unreadable = The mirror in { $folder } is damaged and is not written any more. Choose an empty folder with andon mirror. Saving on this laptop goes on.
mirror-differs = The mirror in { $folder } differs from the records of this laptop ({ $detail }). Neither was changed. Look at both with andon verify, and choose an empty folder for the mirror.
mirror-ahead = The mirror in { $folder } has records that this laptop has not, up to { $detail }: the end of its records was lost. Stop entering, and restore from the mirror (andon restore).
mirror-source = The records of this laptop cannot be read, so they are not mirrored ({ $detail }). Tell an administrator.

mirror-made = The mirror in { $folder } has begun: { $records } records (the last { $head }). While andon runs, everything is copied as it is saved.
mirror-chosen = { $folder } is the mirror from now on. The andon that is running begins within seconds.
mirror-forgotten = Nothing is mirrored any more. What was copied is still there.
mirror-is-absent = There is no mirror. Choose an empty folder on a stick: andon mirror FOLDER
mirror-is-up-to-date = The mirror in { $folder } has everything.
mirror-is-behind = The mirror in { $folder } is { $count } records behind. It follows when andon runs.

copy-not-there = There is no copy of this store in { $folder }.
copy-no-store = There is no store that could be copied. Look at the folder (--dir), or make one with andon init. Nothing was made.
copy-no-folder = There is no place to make { $folder } in. Put the stick in, and name a folder on it.
copy-not-empty = { $folder } is not empty. Nothing was written. Name a folder that is empty or not there yet.
copy-foreign = { $folder } holds the records of another store. Nothing was written. Name another folder.
copy-store = { $folder } holds a store itself. Nothing was written. Name another folder, outside of the store.
copy-unreadable = The copy in { $folder } does not say how far it is whole. Nothing was changed. Name another folder.
copy-differs = The copy in { $folder } differs from the records at { $detail }. Nothing was changed. Name another folder.
copy-ahead = The copy in { $folder } has records that are not here, up to { $detail }. Nothing was changed. Restore it and look (andon restore).
copy-full = The disk of { $folder } has too little room. Nothing half-made was left. Make room, or name another disk.
copy-not-permitted = { $folder } may not be written. Do it as a user who may, or take the write protection off the stick.
copy-disk = { $folder } cannot be written ({ $detail }). Put the disk back in, or name another.
copy-source = What is to be copied cannot be read ({ $detail }). Nothing was made. Look at the folder (--dir), and check it with andon verify.
copy-not-in-trail = Note: that this was done could not be written down for the audit trail (the folder of the store takes nothing). Write it down by hand: who, when, and where the copy is.
copy-same-disk = Note: it is on the same disk as the store. Whoever loses the disk or the laptop loses both. Use another disk (a stick).
restore-not-there = There is neither a backup nor a mirror in { $folder }. Look at the folder.
restore-made = Restored in { $folder }: { $records } records (the last { $head }). The same people open it with the same pass phrases. Make it a new installation before it gives any numbers (andon id renew BLOCK).
backup-made = Backed up in { $folder }: { $records } records (the last { $head }), read back and proved. andon restore makes a store of it.

cli-store-copy = { $folder } is a mirror or a backup, and nobody works in it. Restore it into another folder (--dir) with andon restore { $folder }. andon verify looks at it as it is.
verify-copy = This is a copy (a mirror or a backup). Frames and chain were proved. What is behind the seals is proved in the store that is restored from it.

cli-progress-copy = Copying
cli-about-backup = Back up the store, also while it is worked with
cli-argument-backup-folder = The folder of the backup: empty, or not there yet
cli-after-backup = Records, people's keys, failed logins, the register of former patients and the hospital's forms are copied, sealed as they are. Drafts, the index and printed papers are not. What fails leaves nothing. Exit code 1 when damage was copied. Whoever brings a pass phrase (--user, --passphrase-file) is in the audit trail by name, everybody else as the account of the machine.
cli-about-restore = Make a store out of a backup or a mirror
cli-argument-restore-folder = The folder of the backup or the mirror
cli-after-restore = The store is made in the folder of --dir: empty, or not there yet. The same people open it with the same pass phrases. It gives no numbers until it is a new installation (andon id renew).
cli-about-mirror = Choose a folder on a stick that everything saved is copied to
cli-argument-mirror-folder = A folder on the stick: empty, not there yet, or the mirror of this store. Without one: how the mirror does
cli-argument-mirror-off = Mirror nothing any more (what was copied stays)
cli-after-mirror = What is saved is copied, sealed as it is, so that losing the laptop loses nothing that had been saved. It goes on while the screen is locked, and nobody who saves waits for it. What was saved while the stick was out is copied when it is back. How far it is behind stands at the top of the screen. The mirror of another laptop is never written. After andon id renew choose it anew. Whoever brings a pass phrase (--user, --passphrase-file) is in the audit trail by name, everybody else as the account of the machine.
man-files-copied = In a copy: up to where it is whole (copied). In a store: that it was made out of a copy (restored). Never change them.
man-files-copied-out = In the store: that it was copied, until it is in the audit trail.
man-files-mirror = In the store: where its mirror is.
