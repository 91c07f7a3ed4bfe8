//! The one cipher of this room: XChaCha20-Poly1305 under a drawn nonce, which stands behind the sealed bytes.
//!
//! Twenty-four bytes of nonce are drawn, not counted: a store that was copied, or whose end was lost, must never seal two
//! payloads under one nonce, and no counter survives that.

use chacha20poly1305::{
    AeadInOut, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Error, Tag},
};

use super::{
    random::{NoRandomness, Randomness, fresh},
    seal::SealFault,
};

const NONCE: usize = 24;
const TAG: usize = 16;
/// What sealing adds: the tag, then the nonce.
pub(super) const OVERHEAD: usize = TAG + NONCE;
/// The longest thing that one call seals; a record of the journal is at most 16 MiB.
const LONGEST: usize = 64 * 1024 * 1024;

pub(super) fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

/// Seals `bytes` in place and puts tag and nonce behind them.
pub(super) fn close(
    cipher: &XChaCha20Poly1305,
    bound: &[u8],
    bytes: &mut Vec<u8>,
    randomness: &dyn Randomness,
) -> Result<(), SealFault> {
    if bytes.len() > LONGEST {
        return Err(SealFault::TooLong(bytes.len()));
    }
    let nonce: [u8; NONCE] = fresh(randomness).map_err(|NoRandomness| SealFault::NoRandomness)?;
    bytes.reserve_exact(OVERHEAD);
    let tag = cipher
        .encrypt_inout_detached(&XNonce::from(nonce), bound, bytes.as_mut_slice().into())
        .map_err(|Error| SealFault::TooLong(bytes.len()))?;
    bytes.extend_from_slice(&tag);
    bytes.extend_from_slice(&nonce);
    Ok(())
}

/// Opens what [`close`] made, in place.
pub(super) fn open(cipher: &XChaCha20Poly1305, bound: &[u8], bytes: &mut Vec<u8>) -> Result<(), SealFault> {
    let Some((rest, nonce)) = bytes.split_last_chunk_mut::<NONCE>() else {
        return Err(SealFault::Broken);
    };
    let nonce = XNonce::from(*nonce);
    let Some((sealed, tag)) = rest.split_last_chunk_mut::<TAG>() else {
        return Err(SealFault::Broken);
    };
    let tag = Tag::<XChaCha20Poly1305>::from(*tag);
    let length = sealed.len();
    cipher
        .decrypt_inout_detached(&nonce, bound, sealed.into(), &tag)
        .map_err(|Error| SealFault::Broken)?;
    bytes.truncate(length);
    Ok(())
}
