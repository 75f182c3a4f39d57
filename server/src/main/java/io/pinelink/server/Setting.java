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

  /** The directory in which a local server keeps data. */
  DATA("LocalServerBuilder.data"),

  /** {@link EmbeddedPineconeBuilder#environment}: the part before the domain in a host. */
  ENVIRONMENT("environment"),

  /** {@link EmbeddedPineconeBuilder#index}: an index with which the server starts. */
  INDEX("EmbeddedPineconeBuilder.index"),

  /** {@link EmbeddedPineconeBuilder#projectId}: the part after the index name in a host. */
  PROJECT_ID("projectId"),

  /** The data that a local server loads at the start. */
  SEED("LocalServerBuilder.seed"),

  /** The token of a local server's own interface. */
  SERVER_API_TOKEN("LocalServerBuilder.serverApiToken");

  private final String javaName;

  Setting(String javaName) {
    this.javaName = javaName;
  }

  /** Returns the name for users who set it in Java. */
  public String javaName() {
    return javaName;
  }
}
