package io.pinelink.bulk;

/**
 * A listener that receives the outcome of each change of a {@link BulkWriter}, except of those with
 * a future, which {@link BulkWriter#send} returns. Its methods are called one after another, by a
 * writer of {@code AsyncIndex} on the client's callback executor and by one of {@code Index} on a
 * thread of the writer. They must not block, and must not call {@link BulkWriter#write}, which may
 * wait for them. An exception fails the writer.
 *
 * <p>Each context is passed once, to one of the methods. If the writer fails or is cancelled, the
 * contexts of changes that are not settled by then are not passed at all.
 *
 * <p>A caller that waits for {@link BulkWriter#flush} needs only the refusals, for which a lambda
 * is enough.
 *
 * @param <C> the type of the caller's object that identifies a change, such as an offset
 */
@FunctionalInterface
public interface BulkWriterListener<C> {
  /**
   * Receives the context of a change that the service accepted, or that was not sent because a
   * later upsert or delete of the same id was accepted. Does nothing by default.
   */
  default void settled(C context) {}

  /**
   * Receives the context of a change that the service refuses as invalid, or that violates a rule
   * that the client checks. It had no effect. Transient failures and refused credentials are never
   * reported here: they fail the writer.
   *
   * @param failure the id and the reason; its position is the number of changes written before
   */
  void refused(C context, BulkFailure failure);
}
