package io.pinelink.telemetry;

import io.pinelink.network.AddressClass;
import io.pinelink.routing.Route;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call that starts. It describes the call, never its content: no values, metadata, texts, ids of
 * records or credentials.
 *
 * <p>Implemented by Pinelink only; methods may be added.
 */
public interface CallStart {
  /** Returns the name of the operation, such as {@code query}. */
  String operation();

  /**
   * Returns the name of the index that is called, or that a call to the control plane concerns;
   * empty if the call concerns no single index. For an index that was opened by its host, it is the
   * part of the host that precedes the project; empty if the host has no such part.
   */
  Optional<String> index();

  /** Returns the namespace of a call to an index; empty for the default one and for other calls. */
  String namespace();

  /**
   * Returns the route of the call. {@link Route#isControlPlane()} distinguishes calls to the
   * control plane from calls to indexes.
   */
  Route route();

  /**
   * Returns the class of the address to which the client last connected for the host of the route,
   * or to the proxy if there is one; empty before the first connection.
   */
  Optional<AddressClass> addressClass();

  /**
   * Returns the number of vectors, records, documents, ids or texts in the request; empty if the
   * request has no list of them.
   */
  OptionalInt batchSize();
}
