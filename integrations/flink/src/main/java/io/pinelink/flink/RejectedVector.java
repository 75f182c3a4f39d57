package io.pinelink.flink;

/**
 * A vector that was refused for a fault of its own, by the service or by the client's checks, and
 * was not written.
 *
 * @param id its id
 * @param namespace where it was to go
 * @param reason why it was refused
 */
public record RejectedVector(String id, String namespace, Throwable reason) {
  /** Id, namespace and the reason's message. */
  @Override
  public String toString() {
    return "'" + id + "' of namespace '" + namespace + "': " + reason.getMessage();
  }
}
