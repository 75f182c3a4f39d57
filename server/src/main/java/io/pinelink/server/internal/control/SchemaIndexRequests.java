package io.pinelink.server.internal.control;

import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses and checks the JSON of requests under version 2026-07 that create an index by its schema,
 * or configure one.
 */
final class SchemaIndexRequests {
  private static final Set<String> CREATE =
      Set.of(
          "name",
          "schema",
          "deployment",
          "read_capacity",
          "cmek_id",
          "tags",
          "deletion_protection");
  private static final Set<String> CONFIGURE =
      Set.of("deployment", "read_capacity", "schema", "tags", "deletion_protection");
  private static final Set<String> SEMANTIC_TEXT =
      Set.of("type", "model", "read_parameters", "write_parameters");

  /** The members of earlier versions, with their replacements. */
  private static final Map<String, String> REPLACEMENTS =
      Map.of(
          "dimension", "declare it in a dense_vector field of schema.fields",
          "metric", "declare it in a dense_vector field of schema.fields",
          "vector_type", "declare a dense_vector or sparse_vector field in schema.fields",
          "spec", "use deployment and read_capacity",
          "source_collection", "create the index under an earlier API version",
          "source_backup_id", "restore the backup with POST /backups/{id}/create-index",
          "embed", "use POST /indexes/create-for-model");

  static final Pattern TAG_VALUE = Pattern.compile("[ -~]{0,120}");

  private final DeploymentRequests deployments;

  SchemaIndexRequests(Regions regions) {
    this.deployments = new DeploymentRequests(regions);
  }

  /** Returns the index that a request defines; a request without a name gets a random one. */
  IndexDefinition create(RequestJson body) {
    checkNames(body, CREATE);
    RequestJson schema = body.requiredObject("schema");
    Optional<String> name = body.text("name");
    Optional<String> cmekId = body.text("cmek_id");
    IndexSpecState spec = deployments.create(body);
    IndexResource.Settings settings =
        IndexRequests.settings(body, IndexRequests.initially(spec, null), TAG_VALUE);
    name.ifPresent(IndexRequests::checkName);
    SchemaRequests.Declared declared = SchemaRequests.parse(schema);
    if (declared.documents() != null) {
      check(declared.documents(), spec, cmekId.orElse(null));
    }
    return new IndexDefinition(
        name.orElseGet(() -> "index-" + UUID.randomUUID().toString().substring(0, 8)),
        declared.shape(),
        declared.documents(),
        cmekId.orElse(null),
        settings);
  }

  private static void check(DocumentSchema schema, IndexSpecState spec, @Nullable String cmekId) {
    if (cmekId != null && !schema.texts().isEmpty()) {
      throw ControlException.invalid(
          "cmek_id cannot be combined with full-text fields, which are " + schema.texts().keySet());
    }
    if (spec instanceof IndexSpecState.Byoc && schema.embeds()) {
      throw ControlException.invalid(
          "embed and sparse_embed are not available in a byoc deployment");
    }
  }

  private static void checkNames(RequestJson body, Set<String> known) {
    for (String name : body.names()) {
      String replacement = REPLACEMENTS.get(name);
      if (!known.contains(name) && replacement != null) {
        throw ControlException.invalid(
            "Field `" + name + "` does not exist since API version 2026-07: " + replacement);
      }
    }
    body.checkNames(known);
  }

  /** Returns the settings after a configure request; settings that it omits do not change. */
  static IndexResource.Settings configure(RequestJson body, IndexResource index) {
    body.checkNames(CONFIGURE);
    IndexResource.Settings old = index.settings();
    IndexSpecState spec = DeploymentRequests.configure(body, old.spec());
    EmbedSettings embed =
        body.object("schema").map(schema -> embed(schema, index)).orElse(old.embed());
    return IndexRequests.settings(
        body,
        new IndexResource.Settings(old.deletionProtected(), old.tags(), embed, spec),
        TAG_VALUE);
  }

  /** Returns the changed embedding of an index for records, the only field that can change. */
  private static EmbedSettings embed(RequestJson schema, IndexResource index) {
    schema.checkNames(Set.of("fields"));
    RequestJson fields = schema.requiredObject("fields");
    EmbedSettings old = index.settings().embed();
    if (old == null) {
      throw ControlException.invalid(
          "The schema of index " + index.name() + " cannot change: it has no semantic_text field");
    }
    if (!fields.names().equals(Set.of(old.textField()))) {
      throw ControlException.invalid(
          "schema.fields has %s, expected the semantic_text field '%s' only"
              .formatted(fields.names(), old.textField()));
    }
    RequestJson field = fields.requiredObject(old.textField());
    field.requiredText("type");
    field.oneOf("type", Set.of("semantic_text"));
    field.checkNames(SEMANTIC_TEXT);
    return EmbedRequests.configure(field, old, index.data().shape());
  }
}
