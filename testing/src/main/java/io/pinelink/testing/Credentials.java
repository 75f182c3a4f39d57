package io.pinelink.testing;

/** Id and secret of the service account. */
record Credentials(String id, String secret) {
  /** Never the secret. */
  @Override
  public String toString() {
    return "Credentials[" + id + ", ***]";
  }
}
