package io.pinelink.server.internal.admin;

/** Id and secret of a service account. */
public record Credentials(String id, String secret) {
  /** Returns the id without the secret. */
  @Override
  public String toString() {
    return "Credentials[" + id + ", ***]";
  }
}
