package io.pinelink.server.internal.product;

import io.pinelink.server.internal.gateway.WebPageGuard;
import io.pinelink.server.internal.grpc.StandardMethod;
import io.pinelink.server.internal.http.OwnInterface;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.saving.Saving;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The additions of a program to one server that it starts. By default there are none. */
public interface Product {
  /**
   * Opens the files of the server, before anything else is called. {@link #close} closes them,
   * unless this method fails, which then closes what it opened.
   *
   * @param clock the clock of the server
   * @param countsOnly whether the server keeps only numbers of what is written
   */
  default Saving open(InstantSource clock, boolean countsOnly) {
    return Saving.none();
  }

  /** Receives each request once, when it has its response or will never have one. */
  default void complete(RequestLog.Line request) {}

  /** Returns the method of a standard gRPC service at a path; empty if there is none. */
  default Optional<StandardMethod> standardMethod(String path) {
    return Optional.empty();
  }

  /** Returns the interface of the server itself. */
  default OwnInterface ownInterface(WebPageGuard webPages) {
    return OwnInterface.none();
  }

  /**
   * Continues the start of the server, which has its start indexes and serves already.
   *
   * @param isNew whether there was no index before
   */
  default void started(ServerControls server, boolean isNew) {}

  /** Continues a reset of the server, which has its start indexes only. */
  default void afterReset() {}

  /** Returns the settings of the product with plain values, without secrets. */
  default Map<String, @Nullable Object> settings() {
    return Map.of();
  }

  /** Ends after the server, whose ports are closed. */
  default void close() {}
}
