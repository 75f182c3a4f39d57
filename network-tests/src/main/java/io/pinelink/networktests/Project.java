package io.pinelink.networktests;

import io.pinelink.server.EmbeddedPinecone;

/** The projects of the service, each with an index {@code docs} and an endpoint of its own. */
enum Project {
  /** The one that most scenarios use; it has two endpoints. */
  FIRST("a1b234c", EmbeddedPinecone.API_KEY, NetworkAddress.ENDPOINT),
  /** Another team's, in the same region and the same network. */
  OTHER("b2c345d", EmbeddedPinecone.API_KEY + "_b2c345d", NetworkAddress.OTHER_ENDPOINT),
  /** Its data is served through private endpoints alone. */
  RESTRICTED("c3d456e", EmbeddedPinecone.API_KEY + "_c3d456e", NetworkAddress.RESTRICTED_ENDPOINT);

  static final String ENVIRONMENT = "aped-4627-b74a";
  static final String PRIVATE_ZONE = "private." + ENVIRONMENT + ".pinecone.io";
  static final String INDEX = "docs";

  private final String id;
  private final String apiKey;
  private final NetworkAddress endpoint;

  Project(String id, String apiKey, NetworkAddress endpoint) {
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
    return INDEX + "-" + id + ".svc." + ENVIRONMENT + ".pinecone.io";
  }

  String privateHost() {
    return INDEX + "-" + id + ".svc." + PRIVATE_ZONE;
  }
}
