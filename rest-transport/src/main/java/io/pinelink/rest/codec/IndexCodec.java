package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexStatus;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.ListIndexesResponse;
import io.pinelink.control.ReadCapacityStatus;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorType;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoding of indexes from JSON, in the forms of API versions 2026-04 and 2026-07. One pure
 * function for each body. Unknown members are skipped, and null is equivalent to absent.
 *
 * <p>How an older version describes a document index is not documented, so only name and status are
 * required.
 */
final class IndexCodec {
  private IndexCodec() {}

  static ListIndexesResponse indexList(JsonReader json, ResponseInfo info) throws IOException {
    List<IndexDescription> indexes = new ArrayList<>();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("indexes")) {
          indexes(json, indexes, info);
        } else {
          json.skip();
        }
      }
    }
    return new ListIndexesResponse(indexes, info);
  }

  private static void indexes(JsonReader json, List<IndexDescription> into, ResponseInfo info)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextElement()) {
        into.add(index(json, info));
      }
    }
  }

  static IndexDescription index(JsonReader json, ResponseInfo info) throws IOException {
    IndexMembers index = new IndexMembers();
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> index.id = json.text();
          case "name" -> index.name = json.text();
          case "metric" -> index.metric = json.text();
          case "vector_type" -> index.vectorType = json.text();
          case "dimension" -> index.dimension = json.integer();
          case "host" -> index.host = json.text();
          case "private_host" -> index.privateHost = json.text();
          case "deletion_protection" -> index.deletionProtection = json.text();
          case "status" -> index.status = status(json);
          case "spec" -> index.spec.read(json);
          case "deployment" -> index.deployment.read(json);
          case "read_capacity" -> index.readCapacity.read(json);
          case "schema" -> index.schema = IndexSchemaFromJson.schema(json);
          case "source_collection" -> index.sourceCollection = json.text();
          case "source_backup_id" -> index.sourceBackupId = json.text();
          case "cmek_id" -> index.cmekId = json.text();
          case "tags" -> index.tags = json.texts();
          case "embed" -> index.embed = EmbedFromJson.embed(json);
          default -> json.skip();
        }
      }
    }
    return index.build(info);
  }

  private static @Nullable IndexStatus status(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    Boolean ready = null;
    String state = null;
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      switch (member) {
        case "ready" -> ready = json.bool();
        case "state" -> state = json.text();
        default -> json.skip();
      }
    }
    return new IndexStatus(required("status.ready", ready), required("status.state", state));
  }

  /** The members of an index read so far; they come in any order. */
  private static final class IndexMembers {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String metric;
    private @Nullable String vectorType;
    private @Nullable Integer dimension;
    private @Nullable String host;
    private @Nullable String privateHost;
    private @Nullable String deletionProtection;
    private @Nullable IndexStatus status;
    private final SpecFromJson spec = new SpecFromJson();
    private final DeploymentFromJson deployment = new DeploymentFromJson();
    private final ReadCapacityFromJson readCapacity = new ReadCapacityFromJson();
    private @Nullable IndexSchema schema;
    private @Nullable String sourceCollection;
    private @Nullable String sourceBackupId;
    private @Nullable String cmekId;
    private Map<String, String> tags = Map.of();
    private @Nullable IntegratedEmbedding embed;

    IndexDescription build(ResponseInfo info) throws MalformedJsonException {
      IndexDescription.Builder index =
          IndexDescription.builder(
              required("name", name), required("status", status), spec(), info);
      if (id != null) {
        index.id(id);
      }
      if (schema == null) {
        addVectors(index);
      } else {
        index.schema(schema);
        VectorsOfSchema.add(schema, index);
      }
      if (host != null && !host.isEmpty()) {
        index.host(host);
      }
      if (privateHost != null && !privateHost.isEmpty()) {
        index.privateHost(privateHost);
      }
      if (embed != null) {
        index.embed(embed);
      }
      if (sourceBackupId != null) {
        index.sourceBackupId(sourceBackupId);
      }
      if (cmekId != null) {
        index.cmekId(cmekId);
      }
      ReadCapacityStatus capacity =
          deployment.isPresent() ? readCapacity.status() : spec.readCapacityStatus();
      if (capacity != null) {
        index.readCapacityStatus(capacity);
      }
      return index.deletionProtection("enabled".equals(deletionProtection)).tags(tags).build();
    }

    private IndexSpec spec() {
      if (deployment.isPresent()) {
        return deployment.spec(readCapacity.capacity(), schema, sourceCollection);
      }
      IndexSpec found = spec.spec();
      return found == null ? new IndexSpec.Other("") : found;
    }

    /**
     * Adds the vectors as versions before 2026-07 describe them; those before 2025-01 omit the
     * type.
     */
    private void addVectors(IndexDescription.Builder index) {
      if (metric != null) {
        index.metric(new Metric(metric));
        index.vectorType(vectorType == null ? VectorType.DENSE : new VectorType(vectorType));
      }
      if (dimension != null) {
        index.dimension(dimension);
      }
    }
  }
}
