package io.pinelink.grpc;

import io.grpc.Metadata;
import io.pinelink.spi.CallContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** What goes before each request. */
final class CallHeaders {
  /** Made once for each name; those come from code, but for a few. */
  private static final Map<String, Metadata.Key<String>> KEYS = new ConcurrentHashMap<>();

  private static final int MOST_KEYS = 100;
  private static final Metadata.Key<String> API_VERSION = ascii("x-pinecone-api-version");

  private final String apiVersion;

  CallHeaders(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  Metadata of(CallContext context) {
    Metadata metadata = new Metadata();
    BiConsumer<String, String> put = (name, value) -> metadata.put(ascii(name), value);
    context.credential().forEachHeader(put);
    metadata.put(API_VERSION, apiVersion);
    if (!context.headers().isEmpty()) {
      context.headers().forEach(put);
    }
    return metadata;
  }

  static Metadata.Key<String> ascii(String name) {
    Metadata.Key<String> made = KEYS.get(name);
    if (made == null) {
      made = Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
      if (KEYS.size() < MOST_KEYS) {
        KEYS.put(name, made);
      }
    }
    return made;
  }
}
