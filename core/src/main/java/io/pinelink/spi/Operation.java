package io.pinelink.spi;

import io.pinelink.model.Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the service: its name, request and response, and whether repeating it is safe.
 * {@link Operations#all()} lists all of them.
 *
 * @param <Q> the request
 * @param <R> the response
 * @param name the name that users see, such as {@code upsert}
 * @param request the class of the request
 * @param response the class of the response
 * @param plane the part of the service, and so the kind of route
 * @param effect what it changes
 * @param since the first published API version that has it, such as {@code 2025-10}
 * @param protocols the protocols by which the service offers it
 * @param serverlessOnly whether pod-based indexes do not support it
 */
public record Operation<Q, R>(
    String name,
    Class<Q> request,
    Class<R> response,
    Plane plane,
    Effect effect,
    String since,
    Set<Protocol> protocols,
    boolean serverlessOnly) {
  static final Set<Protocol> BOTH = Set.of(Protocol.GRPC, Protocol.REST);
  static final Set<Protocol> REST_ONLY = Set.of(Protocol.REST);

  /** Copies the protocols. */
  public Operation {
    protocols = Set.copyOf(protocols);
  }

  /** Returns whether two executions leave the same state as one. */
  public boolean idempotent() {
    return effect != Effect.NOT_IDEMPOTENT;
  }

  /** Returns whether the operation changes nothing. */
  public boolean readOnly() {
    return effect == Effect.READ_ONLY;
  }

  /** Returns this operation, as one that pod-based indexes do not support. */
  Operation<Q, R> onServerlessOnly() {
    return new Operation<>(name, request, response, plane, effect, since, protocols, true);
  }

  /** Returns whether answers name what they are about, so that {@link #mismatch} checks it. */
  public boolean namesSubject() {
    return Subjects.of(this) != null;
  }

  /**
   * Returns what is wrong if an answer is not about what was asked, such as another index; null if
   * it is, or names nothing. The text may contain names from the answer.
   *
   * <p>Such an answer belongs to another call, so that the connection has lost step: a transport
   * whose connections carry one call at a time must close that connection.
   */
  public @Nullable String mismatch(Q asked, R answer) {
    Subject<Q, R> subject = Subjects.of(this);
    return subject == null ? null : subject.mismatch(asked, answer);
  }

  /** Names differ; and the one that Java makes for a record costs a program's start some time. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
