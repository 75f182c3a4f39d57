package io.pinelink.telemetry;

import io.pinelink.error.ErrorCode;
import io.pinelink.model.ResponseInfo;
import io.pinelink.network.AddressClass;
import io.pinelink.routing.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A call that has ended. It describes the result, never its content.
 *
 * <p>Implemented by Pinelink only; methods may be added.
 */
public interface CallEnd {
  /** Returns how the call ended. */
  CallOutcome outcome();

  /** Returns the time from the start of the call to its end, with all attempts and waits. */
  Duration duration();

  /** Returns the number of attempts that were sent; 0 if the call failed before the first. */
  int attempts();

  /** Returns the route of the last attempt; if there was none, the route of the start. */
  Route route();

  /**
   * Returns the class of the address to which the client last connected for the host of the {@link
   * #route()}, as {@link CallStart#addressClass()} does.
   */
  Optional<AddressClass> addressClass();

  /**
   * Returns the failure that the caller receives; empty if the call succeeded. Its message may
   * contain text from the service, such as the id of a record.
   */
  Optional<Throwable> failure();

  /**
   * Returns the type of the failure, as one of a small number of texts: the name of an {@link
   * ErrorCode} if the service refused the call, {@code cancelled} if the caller cancelled it, the
   * name of a {@code NetworkCause} if no response arrived, and otherwise the name of the
   * exception's class; empty if the call succeeded.
   */
  Optional<String> errorType();

  /** Returns the error code of the service; empty if the call did not fail with a response. */
  Optional<ErrorCode> errorCode();

  /** Returns the origin of the response; empty if there was none, or it does not carry one. */
  Optional<ResponseInfo> info();

  /** Returns the read units that the service reported; empty if it reported none. */
  OptionalLong readUnits();

  /**
   * Returns the number of vectors, matches, records, documents, ids, embeddings or descriptions in
   * the response; empty if the response has no list of them.
   */
  OptionalInt rows();
}
