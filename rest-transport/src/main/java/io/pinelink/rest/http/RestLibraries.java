package io.pinelink.rest.http;

import com.fasterxml.jackson.core.JsonFactory;
import io.pinelink.spi.TransportLibraries;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.H2Error;

/** The libraries that the REST transport runs on. They must be found even if they do not work. */
public final class RestLibraries {
  private static final TransportLibraries ALL =
      TransportLibraries.builder("io.pinelink:pinelink-rest", RestLibraries.class)
          .library("httpcore5", () -> HttpHost.class)
          .library("httpcore5-h2", () -> H2Error.class)
          .library("jackson-core", () -> JsonFactory.class)
          .notOlder("httpcore5", "httpcore5-h2")
          .notOlder("httpcore5-h2", "httpcore5")
          .build();

  private RestLibraries() {}

  /** Returns the libraries, as found on first use. */
  public static TransportLibraries all() {
    return ALL;
  }
}
