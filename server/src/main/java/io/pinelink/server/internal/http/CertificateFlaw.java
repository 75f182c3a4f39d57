package io.pinelink.server.internal.http;

/** A reason to reject a server's certificate. */
public enum CertificateFlaw {
  /** It is no longer valid. */
  EXPIRED,
  /** It is not valid yet. */
  NOT_YET_VALID,
  /** It is for another host. */
  WRONG_HOST,
  /** It was signed by an unknown authority. */
  UNTRUSTED
}
