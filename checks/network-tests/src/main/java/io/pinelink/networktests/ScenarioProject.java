package io.pinelink.networktests;

import io.pinelink.server.EmbeddedPinecone;

/**
 * A project of the service, with an index {@code docs}, a document index {@code articles}, and its
 * own private endpoint.
 */
enum ScenarioProject {
  /** The project that most scenarios use. It has two endpoints. */
  FIRST("a1b234c", EmbeddedPinecone.API_KEY, NetworkAddress.ENDPOINT),
  /** Another team's project in the same region and network. */
  OTHER("b2c345d", EmbeddedPinecone.API_KEY + "_b2c345d", NetworkAddress.OTHER_ENDPOINT),
  /** A project whose data is served only through private endpoints. */
  RESTRICTED("c3d456e", EmbeddedPinecone.API_KEY + "_c3d456e", NetworkAddress.RESTRICTED_ENDPOINT);

  static final String ENVIRONMENT = "aped-4627-b74a";
  static final String PRIVATE_ZONE = "private." + ENVIRONMENT + ".pinecone.io";
  static final String INDEX = "docs";
  static final String DOCUMENT_INDEX = "articles";

  /** The full-text field of the document index. */
  static final String TEXT = "body";

  private final String id;
  private final String apiKey;
  private final NetworkAddress endpoint;

  ScenarioProject(String id, String apiKey, NetworkAddress endpoint) {
    this.id = id;
    this.apiKey = apiKey;
    this.endpoint = endpoint;
  }

  String id() {
    return id;
  }

  String apiKey() {
    return apiKey;
  }

  NetworkAddress endpoint() {
    return endpoint;
  }

  String publicHost() {
    return publicHost(INDEX);
  }

  /** Returns the public host of any index. */
  String publicHost(String index) {
    return index + "-" + id + ".svc." + ENVIRONMENT + ".pinecone.io";
  }

  String privateHost() {
    return INDEX + "-" + id + ".svc." + PRIVATE_ZONE;
  }
}
