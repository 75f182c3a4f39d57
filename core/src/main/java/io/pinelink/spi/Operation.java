package io.pinelink.spi;

import io.pinelink.model.Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the service: what it is called, what goes in and out, and whether repeating it
 * is safe. All are in {@link Operations#all()}.
 *
 * @param <Q> the request
 * @param <R> the response
 * @param name the name that users see, such as {@code upsert}
 * @param request the class of the request
 * @param response the class of the response
 * @param plane the part of the service, and so the kind of route
 * @param idempotent whether doing it twice leaves the same state as once
 * @param since the first published API version that has it, such as {@code 2025-10}
 * @param protocols the protocols by which the service offers it
 */
public record Operation<Q, R>(
    String name,
    Class<Q> request,
    Class<R> response,
    Plane plane,
    boolean idempotent,
    String since,
    Set<Protocol> protocols) {
  static final Set<Protocol> BOTH = Set.of(Protocol.GRPC, Protocol.REST);
  static final Set<Protocol> REST_ONLY = Set.of(Protocol.REST);

  /** Copies the protocols. */
  public Operation {
    protocols = Set.copyOf(protocols);
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
