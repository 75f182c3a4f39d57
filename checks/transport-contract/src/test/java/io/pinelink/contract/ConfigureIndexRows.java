package io.pinelink.contract;

import static io.pinelink.contract.CreateIndexRows.OWN_ACCOUNT;
import static io.pinelink.contract.CreateIndexRows.PODS;
import static io.pinelink.contract.CreateIndexRows.REGION;
import static io.pinelink.contract.CreateIndexRows.dense;
import static io.pinelink.contract.CreateIndexRows.make;
import static io.pinelink.contract.CreateIndexRows.mostTags;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.ControlOperations.CONFIGURE_INDEX;
import static io.pinelink.spi.ControlOperations.DELETE_INDEX;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.control.ReadCapacity;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Fields;
import io.pinelink.model.MetadataSchema;
import io.pinelink.routing.IndexFamily;
import io.pinelink.spi.request.ByName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The rows of configuring an index. */
final class ConfigureIndexRows {
  private ConfigureIndexRows() {}

  static Section section() {
    Section section = new Section(Calls::ofControlPlane);
    section.sample(
        CONFIGURE_INDEX, ConfigureIndexRequest.builder("sample").deletionProtection(true).build());
    settings(section);
    specs(section);
    embeddings(section);
    limits(section);
    return section;
  }

  private static IndexDescription configure(Calls calls, ConfigureIndexRequest.Builder change) {
    return calls.call(CONFIGURE_INDEX, change.build());
  }

  private static void settings(Section section) {
    section.row(
        CONFIGURE_INDEX,
        ROUND_TRIP,
        "protection, until it is disabled",
        calls -> {
          String name = make(calls, REGION).name();
          ConfigureIndexRequest.Builder change = ConfigureIndexRequest.builder(name);
          IndexDescription reported = configure(calls, change.deletionProtection(true));

          assertTrue(reported.deletionProtection());
          assertTrue(reported.info().requestId().isPresent());
          RefusalAssertions.as(
              ErrorCode.PERMISSION_DENIED, () -> calls.call(DELETE_INDEX, ByName.ofIndex(name)));
          assertFalse(configure(calls, change.deletionProtection(false)).deletionProtection());
          calls.call(DELETE_INDEX, ByName.ofIndex(name));
        });
    section.row(
        CONFIGURE_INDEX,
        ROUND_TRIP,
        "tags are set, replaced and removed; the others do not change",
        calls -> {
          String name =
              make(calls, dense(REGION).tag("kept", "1").tag("new", "old").tag("gone", "1")).name();
          configure(
              calls,
              ConfigureIndexRequest.builder(name)
                  .tag("new", "new")
                  .removeTag("gone")
                  .tag("more", "2"));

          assertEquals(
              Map.of("kept", "1", "new", "new", "more", "2"),
              calls.call(DESCRIBE_INDEX, ByName.ofIndex(name)).tags());
        });
    section.row(
        CONFIGURE_INDEX,
        PRESENCE,
        "settings that are not given do not change; the last tag can be removed",
        calls -> {
          CreateIndexRequest.Builder request =
              dense(REGION.withSchema(MetadataSchema.of("lang")))
                  .tag("last", "1")
                  .deletionProtection();
          String name = make(calls, request).name();
          IndexDescription before = calls.call(DESCRIBE_INDEX, ByName.ofIndex(name));
          IndexDescription reported =
              configure(calls, ConfigureIndexRequest.builder(name).removeTag("last"));

          assertEquals(Map.of(), reported.tags());
          SortedMap<String, Object> rest = Facts.by(before);
          rest.put("tags", Map.of());
          assertEquals(rest, Facts.by(reported));
        });
  }

  private static void specs(Section section) {
    section.row(
        CONFIGURE_INDEX,
        ROUND_TRIP,
        "read capacity, changed and reset, serverless and in the user's own account",
        calls -> {
          ReadCapacity dedicated = ReadCapacity.dedicated("t1", 2, 3);
          ConfigureIndexRequest.Builder serverless =
              ConfigureIndexRequest.builder(make(calls, REGION).name());
          ConfigureIndexRequest.Builder byoc =
              ConfigureIndexRequest.builder(make(calls, OWN_ACCOUNT).name());

          assertEquals(
              REGION.withReadCapacity(dedicated),
              configure(calls, serverless.readCapacity(dedicated)).spec());
          assertEquals(
              REGION.withReadCapacity(ReadCapacity.onDemand()),
              configure(calls, serverless.readCapacity(ReadCapacity.onDemand())).spec());
          assertEquals(
              OWN_ACCOUNT.withReadCapacity(dedicated),
              configure(calls, byoc.byocReadCapacity(dedicated)).spec());
        });
    section.row(
        CONFIGURE_INDEX,
        ROUND_TRIP,
        "the read capacity of a document index",
        calls -> {
          ReadCapacity dedicated = ReadCapacity.dedicated("b1", 1, 2);
          String name = DocumentIndexRows.makeText(calls).name();
          IndexDescription reported =
              configure(calls, ConfigureIndexRequest.builder(name).readCapacity(dedicated));

          assertEquals(REGION.withReadCapacity(dedicated), reported.spec());
          assertEquals(Optional.of(IndexFamily.DOCUMENTS), reported.family());
        });
    section.row(
        CONFIGURE_INDEX,
        ROUND_TRIP,
        "replicas and size of pods, one at a time",
        calls -> {
          String name = make(calls, PODS.withShards(2)).name();

          assertEquals(
              PODS.withShards(2).withReplicas(3),
              configure(calls, ConfigureIndexRequest.builder(name).replicas(3)).spec());
          assertEquals(
              CreateIndexRows.pods("p1.x4").withShards(2).withReplicas(3),
              configure(calls, ConfigureIndexRequest.builder(name).podType("p1.x4")).spec());
        });
    section.row(
        CONFIGURE_INDEX,
        PRESENCE,
        "zero replicas park an index",
        calls -> {
          ReadCapacity parked = ReadCapacity.dedicated("b1", 1, 0);
          String name = make(calls, REGION).name();

          assertEquals(
              REGION.withReadCapacity(parked),
              configure(calls, ConfigureIndexRequest.builder(name).readCapacity(parked)).spec());
        });
  }

  private static void embeddings(Section section) {
    section.row(
        CONFIGURE_INDEX,
        ROUND_TRIP,
        "a model is added to an index",
        calls -> {
          String name =
              make(calls, CreateIndexRequest.dense(Calls.newName("e5"), 1024, REGION)).name();
          IntegratedEmbedding embed =
              configure(
                      calls,
                      ConfigureIndexRequest.builder(name)
                          .embed(ModelIndexRows.E5, "chunk")
                          .readParameters(Fields.of("truncate", "NONE")))
                  .embed()
                  .orElseThrow();

          assertEquals(ModelIndexRows.E5, embed.model());
          assertEquals(Optional.of("chunk"), embed.textField());
          assertEquals(Optional.of("NONE"), embed.readParameters().string("truncate"));
          assertEquals(Optional.of("END"), embed.writeParameters().string("truncate"));
        });
    section.row(
        CONFIGURE_INDEX,
        PRESENCE,
        "parameters that are not given do not change; empty ones reset to the model's defaults",
        calls -> {
          String name = ModelIndexRows.make(calls, ModelIndexRows.E5).name();
          ConfigureIndexRequest.Builder none = ConfigureIndexRequest.builder(name);
          configure(calls, none.writeParameters(Fields.of("truncate", "NONE")));
          IntegratedEmbedding moved =
              configure(calls, ConfigureIndexRequest.builder(name).textField("body"))
                  .embed()
                  .orElseThrow();
          assertEquals(Optional.of("body"), moved.textField());
          assertEquals(Optional.of("NONE"), moved.writeParameters().string("truncate"));

          IntegratedEmbedding reset =
              configure(calls, none.writeParameters(Fields.empty())).embed().orElseThrow();
          assertEquals(Optional.of("END"), reset.writeParameters().string("truncate"));
          assertEquals(Optional.of("body"), reset.textField());
        });
  }

  private static void limits(Section section) {
    section.row(
        CONFIGURE_INDEX,
        LIMITS,
        "20 tags of the longest keys and values; more tags and other characters are refused",
        calls -> {
          ConfigureIndexRequest.Builder change =
              ConfigureIndexRequest.builder(make(calls, REGION).name());
          mostTags().forEach(change::tag);
          assertEquals(mostTags(), configure(calls, change).tags());

          String name = change.build().name();
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> configure(calls, ConfigureIndexRequest.builder(name).tag("one", "more")));
          RefusalAssertions.as(
              ErrorCode.INVALID_ARGUMENT,
              () -> configure(calls, ConfigureIndexRequest.builder(name).removeTag("õ")));
        });
    section.row(
        CONFIGURE_INDEX,
        LIMITS,
        "smaller and other pods, a setting of another kind, another model and a missing index are"
            + " refused",
        calls -> {
          String pods = make(calls, CreateIndexRows.pods("p1.x2")).name();
          for (ConfigureIndexRequest.Builder change :
              new ConfigureIndexRequest.Builder[] {
                ConfigureIndexRequest.builder(pods).podType("p1.x1"),
                ConfigureIndexRequest.builder(pods).podType("s1.x2"),
                ConfigureIndexRequest.builder(pods).readCapacity(ReadCapacity.onDemand()),
                ConfigureIndexRequest.builder(make(calls, REGION).name()).replicas(2),
                ConfigureIndexRequest.builder(ModelIndexRows.make(calls, ModelIndexRows.E5).name())
                    .embed(ModelIndexRows.LLAMA, "chunk")
              }) {
            RefusalAssertions.as(ErrorCode.INVALID_ARGUMENT, () -> configure(calls, change));
          }
          RefusalAssertions.notFound(
              "Index missing not found.",
              () -> configure(calls, ConfigureIndexRequest.builder("missing").tag("a", "1")));
        });
  }
}
