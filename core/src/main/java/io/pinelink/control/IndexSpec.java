package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.MetadataSchema;
import java.util.List;
import java.util.Optional;

/**
 * Where an index lives and how it runs. Open: a spec that this client does not know is {@link
 * Other}.
 *
 * <p>Source: createIndex and IndexModel, API version 2026-04.
 */
public sealed interface IndexSpec {
  /**
   * Serverless in a region.
   *
   * @param cloud {@code aws}, {@code azure} or {@code gcp}
   * @param region the cloud's name of the region, such as {@code us-east-1}
   */
  static Serverless serverless(String cloud, String region) {
    return new Serverless(cloud, region, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * On pods: one replica of one shard, until told otherwise.
   *
   * @param environment the environment, such as {@code us-east1-gcp}
   * @param podType the kind and size of the pods, such as {@code p1.x1}
   */
  static Pod pod(String environment, String podType) {
    return new Pod(environment, podType, 1, 1, 1, Optional.empty(), Optional.empty());
  }

  /**
   * In the user's own cloud account.
   *
   * @param environment the environment, such as {@code aws-us-east-1-b921}
   */
  static Byoc byoc(String environment) {
    return new Byoc(environment, Optional.empty(), Optional.empty());
  }

  /**
   * Serverless in a region.
   *
   * @param cloud {@code aws}, {@code azure} or {@code gcp}
   * @param region the cloud's name of the region
   * @param readCapacity how it serves its reads; empty for the service's default, on demand
   * @param schema which metadata fields filters can ask for; empty for all
   * @param sourceCollection the collection that it was made from; empty if it was not
   */
  record Serverless(
      String cloud,
      String region,
      Optional<ReadCapacity> readCapacity,
      Optional<MetadataSchema> schema,
      Optional<String> sourceCollection)
      implements IndexSpec {
    /** Checks that cloud and region are not blank. */
    public Serverless {
      Check.notBlank("cloud", cloud);
      Check.notBlank("region", region);
    }

    /** The same with a read capacity. */
    public Serverless withReadCapacity(ReadCapacity capacity) {
      return new Serverless(cloud, region, Optional.of(capacity), schema, sourceCollection);
    }

    /** The same with a schema. */
    public Serverless withSchema(MetadataSchema metadata) {
      return new Serverless(cloud, region, readCapacity, Optional.of(metadata), sourceCollection);
    }

    /** The same, filled from a collection. */
    public Serverless fromCollection(String collection) {
      return new Serverless(
          cloud,
          region,
          readCapacity,
          schema,
          Optional.of(Check.resourceName("collection", collection)));
    }
  }

  /**
   * On pods.
   *
   * @param environment the environment
   * @param podType the kind, {@code s1}, {@code p1} or {@code p2}, and the size, {@code x1}, {@code
   *     x2}, {@code x4} or {@code x8}
   * @param replicas how many copies serve it, at least 1
   * @param shards how many parts the data is in, at least 1
   * @param pods how many pods there are: the product of both
   * @param indexedFields the metadata fields that filters can ask for; empty for all
   * @param sourceCollection the collection that it was made from; empty if it was not
   */
  record Pod(
      String environment,
      String podType,
      int replicas,
      int shards,
      int pods,
      Optional<List<String>> indexedFields,
      Optional<String> sourceCollection)
      implements IndexSpec {
    /** Checks that environment and pod type are not blank, and copies the fields. */
    public Pod {
      Check.notBlank("environment", environment);
      Check.notBlank("podType", podType);
      indexedFields = indexedFields.map(List::copyOf);
    }

    /** The same with so many replicas, and pods to match. */
    public Pod withReplicas(int count) {
      Check.range("replicas", count, 1, Integer.MAX_VALUE);
      return new Pod(
          environment,
          podType,
          count,
          shards,
          Math.multiplyExact(count, shards),
          indexedFields,
          sourceCollection);
    }

    /** The same with so many shards, and pods to match. */
    public Pod withShards(int count) {
      Check.range("shards", count, 1, Integer.MAX_VALUE);
      return new Pod(
          environment,
          podType,
          replicas,
          count,
          Math.multiplyExact(replicas, count),
          indexedFields,
          sourceCollection);
    }

    /** The same, with filters for these metadata fields alone. */
    public Pod withIndexedFields(List<String> fields) {
      return new Pod(
          environment, podType, replicas, shards, pods, Optional.of(fields), sourceCollection);
    }

    /** The same, filled from a collection. */
    public Pod fromCollection(String collection) {
      return new Pod(
          environment,
          podType,
          replicas,
          shards,
          pods,
          indexedFields,
          Optional.of(Check.resourceName("collection", collection)));
    }
  }

  /**
   * In the user's own cloud account.
   *
   * @param environment the environment
   * @param readCapacity how it serves its reads; empty for the service's default
   * @param schema which metadata fields filters can ask for; empty for all
   */
  record Byoc(
      String environment, Optional<ReadCapacity> readCapacity, Optional<MetadataSchema> schema)
      implements IndexSpec {
    /** Checks that the environment is not blank. */
    public Byoc {
      Check.notBlank("environment", environment);
    }

    /** The same with a read capacity. */
    public Byoc withReadCapacity(ReadCapacity capacity) {
      return new Byoc(environment, Optional.of(capacity), schema);
    }

    /** The same with a schema. */
    public Byoc withSchema(MetadataSchema metadata) {
      return new Byoc(environment, readCapacity, Optional.of(metadata));
    }
  }

  /**
   * A kind of index that this client can tell but not make.
   *
   * @param kind the service's name of the kind
   */
  record Other(String kind) implements IndexSpec {}
}
