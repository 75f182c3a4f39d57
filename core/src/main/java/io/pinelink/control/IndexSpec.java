package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.MetadataSchema;
import io.pinelink.routing.Cloud;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The deployment of an index: serverless, on pods, or in your own cloud account. Open: a spec that
 * this client does not know is {@link Other}.
 *
 * <p>Source: createIndex and IndexModel, API version 2026-04.
 */
public sealed interface IndexSpec {
  /**
   * Returns the spec of a serverless index.
   *
   * @param cloud the cloud, such as {@link Cloud#AWS}
   * @param region the cloud's name of the region, such as {@code us-east-1}
   */
  static Serverless serverless(Cloud cloud, String region) {
    return new Serverless(cloud, region, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Returns the spec of a pod index, initially with one replica of one shard.
   *
   * @param environment the environment, such as {@code us-east1-gcp}
   * @param podType the kind and size of the pods, such as {@code p1.x1}
   */
  static Pod pod(String environment, String podType) {
    return new Pod(environment, podType, 1, 1, 1, Optional.empty(), Optional.empty());
  }

  /**
   * Returns the spec of an index in your own cloud account (BYOC). It has no on-demand capacity:
   * set {@link ReadCapacity#dedicated} with {@link Byoc#withReadCapacity}, which API version
   * 2026-07 requires. Such an index holds a single namespace.
   *
   * @param environment the environment, such as {@code aws-us-east-1-b921}
   */
  static Byoc byoc(String environment) {
    return new Byoc(environment, Optional.empty(), Optional.empty());
  }

  /**
   * The spec of a serverless index.
   *
   * @param cloud the cloud
   * @param region the cloud's name of the region
   * @param readCapacity the read capacity; empty for the service's default, on demand
   * @param schema the metadata fields that filters can use; empty for all fields
   * @param sourceCollection the collection that the index is created from; empty if there is none
   */
  record Serverless(
      Cloud cloud,
      String region,
      Optional<ReadCapacity> readCapacity,
      Optional<MetadataSchema> schema,
      Optional<String> sourceCollection)
      implements IndexSpec {
    /** Checks that no part is null and the region is not blank. */
    public Serverless {
      Objects.requireNonNull(readCapacity, "readCapacity is null");
      Objects.requireNonNull(schema, "schema is null");
      Objects.requireNonNull(sourceCollection, "sourceCollection is null");
      Objects.requireNonNull(cloud, "cloud is null");
      Check.notBlank("region", region);
    }

    /** Returns a copy of this spec with a read capacity. */
    public Serverless withReadCapacity(ReadCapacity capacity) {
      Objects.requireNonNull(capacity, "capacity is null");
      return new Serverless(cloud, region, Optional.of(capacity), schema, sourceCollection);
    }

    /** Returns a copy of this spec with a metadata schema. */
    public Serverless withSchema(MetadataSchema metadata) {
      Objects.requireNonNull(metadata, "metadata is null");
      return new Serverless(cloud, region, readCapacity, Optional.of(metadata), sourceCollection);
    }

    /** Returns a copy of this spec that is filled from a collection. */
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
   * The spec of a pod index.
   *
   * @param environment the environment
   * @param podType the kind, {@code s1}, {@code p1} or {@code p2}, and the size, {@code x1}, {@code
   *     x2}, {@code x4} or {@code x8}
   * @param replicas the number of copies, at least 1
   * @param shards the number of parts of the data, at least 1
   * @param pods the number of pods: replicas times shards
   * @param indexedFields the metadata fields that filters can use; empty for all fields
   * @param sourceCollection the collection that the index is created from; empty if there is none
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
      Objects.requireNonNull(sourceCollection, "sourceCollection is null");
      Check.notBlank("environment", environment);
      Check.notBlank("podType", podType);
      indexedFields = indexedFields.map(List::copyOf);
    }

    /** Returns a copy of this spec with another number of replicas, and pods to match. */
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

    /** Returns a copy of this spec with another number of shards, and pods to match. */
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

    /** Returns a copy of this spec in which filters can use only these metadata fields. */
    public Pod withIndexedFields(List<String> fields) {
      Objects.requireNonNull(fields, "fields is null");
      return new Pod(
          environment, podType, replicas, shards, pods, Optional.of(fields), sourceCollection);
    }

    /** Returns a copy of this spec that is filled from a collection. */
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
   * The spec of an index in your own cloud account (BYOC).
   *
   * @param environment the environment
   * @param readCapacity the read capacity; empty for the service's default
   * @param schema the metadata fields that filters can use; empty for all fields
   */
  record Byoc(
      String environment, Optional<ReadCapacity> readCapacity, Optional<MetadataSchema> schema)
      implements IndexSpec {
    /** Checks that the environment is not blank. */
    public Byoc {
      Objects.requireNonNull(readCapacity, "readCapacity is null");
      Objects.requireNonNull(schema, "schema is null");
      Check.notBlank("environment", environment);
    }

    /** Returns a copy of this spec with a read capacity. */
    public Byoc withReadCapacity(ReadCapacity capacity) {
      Objects.requireNonNull(capacity, "capacity is null");
      return new Byoc(environment, Optional.of(capacity), schema);
    }

    /** Returns a copy of this spec with a metadata schema. */
    public Byoc withSchema(MetadataSchema metadata) {
      Objects.requireNonNull(metadata, "metadata is null");
      return new Byoc(environment, readCapacity, Optional.of(metadata));
    }
  }

  /**
   * A kind of index that this client can describe but not create.
   *
   * @param kind the service's name of the kind
   */
  record Other(String kind) implements IndexSpec {
    /** Checks that no part is null. */
    public Other {
      Objects.requireNonNull(kind, "kind is null");
    }
  }
}
