package io.pinelink.server;

/**
 * A setting of an {@link EmbeddedPinecone} that one of its messages names.
 *
 * @see EmbeddedPineconeBuilder#settingNames
 */
public enum Setting {
  /** {@link EmbeddedPineconeBuilder#advertise}: the address of the indexes. */
  ADVERTISED_ADDRESS("EmbeddedPineconeBuilder.advertise"),

  /** {@link EmbeddedPineconeBuilder#allowHost}: a host that is not loopback. */
  ALLOWED_HOST("EmbeddedPineconeBuilder.allowHost"),

  /** {@link EmbeddedPineconeBuilder#bucket}: a folder that replaces object storage. */
  BUCKET("EmbeddedPinecone.builder().bucket(...)"),

  /** {@link EmbeddedPineconeBuilder#localMode(int)}: the port of the control plane. */
  CONTROL_PORT("controlPort"),

  /** {@link EmbeddedPineconeBuilder#countingOnly}: no vector is kept. */
  COUNTING_ONLY("EmbeddedPineconeBuilder.countingOnly"),

  /** {@link EmbeddedPineconeBuilder#data}: the directory in which data is kept. */
  DATA("EmbeddedPineconeBuilder.data"),

  /** {@link EmbeddedPineconeBuilder#environment}: the part before the domain in a host. */
  ENVIRONMENT("environment"),

  /** {@link EmbeddedPineconeBuilder#index}: an index with which the server starts. */
  INDEX("EmbeddedPineconeBuilder.index"),

  /** {@link EmbeddedPineconeBuilder#projectId}: the part after the index name in a host. */
  PROJECT_ID("projectId"),

  /** {@link EmbeddedPineconeBuilder#seed(java.nio.file.Path)}: data to load at the start. */
  SEED("EmbeddedPineconeBuilder.seed"),

  /** {@link EmbeddedPineconeBuilder#serverApiToken}: the token of the server's own interface. */
  SERVER_API_TOKEN("EmbeddedPineconeBuilder.serverApiToken");

  private final String javaName;

  Setting(String javaName) {
    this.javaName = javaName;
  }

  /** Returns the name for users who set it in Java. */
  String javaName() {
    return javaName;
  }
}
