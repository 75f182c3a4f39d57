package io.pinelink.grpc;

import io.grpc.Metadata;
import io.pinelink.spi.CallContext;

/** What goes before each request. */
final class CallHeaders {
  private static final Metadata.Key<String> API_VERSION = ascii("x-pinecone-api-version");

  private final String apiVersion;

  CallHeaders(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  Metadata of(CallContext context) {
    Metadata metadata = new Metadata();
    context.credential().headers().forEach((name, value) -> metadata.put(ascii(name), value));
    metadata.put(API_VERSION, apiVersion);
    context.headers().forEach((name, value) -> metadata.put(ascii(name), value));
    return metadata;
  }

  static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
