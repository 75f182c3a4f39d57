package io.pinelink.error;

import java.util.Objects;

/**
 * A resource with a monthly quota. Open: a resource that this client does not know keeps the
 * service's words.
 *
 * @param value the service's words in the singular, such as {@code write unit}
 */
public record QuotaResource(String value) {
  /** The units of upserts, updates and deletes. */
  public static final QuotaResource WRITE_UNITS = new QuotaResource("write unit");

  /** The units of queries, searches, fetches and lists. */
  public static final QuotaResource READ_UNITS = new QuotaResource("read unit");

  /** The bytes of the responses to reads. */
  public static final QuotaResource EGRESS = new QuotaResource("egress");

  /** The tokens of one embedding model. */
  public static final QuotaResource EMBEDDING_TOKENS = new QuotaResource("embedding token");

  /** The requests to one reranking model. */
  public static final QuotaResource RERANK_REQUESTS = new QuotaResource("rerank request");

  /** Checks that no part is null. */
  public QuotaResource {
    Objects.requireNonNull(value, "value is null");
  }

  /** Returns whether this is one of the resources above. */
  public boolean isKnown() {
    return equals(WRITE_UNITS)
        || equals(READ_UNITS)
        || equals(EGRESS)
        || equals(EMBEDDING_TOKENS)
        || equals(RERANK_REQUESTS);
  }

  @Override
  public String toString() {
    return value;
  }
}
