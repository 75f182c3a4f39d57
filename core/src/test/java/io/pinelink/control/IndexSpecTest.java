package io.pinelink.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.model.MetadataSchema;
import io.pinelink.routing.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSpecTest {
  @Test
  void aServerlessSpecLeavesUnsetValuesToTheService() {
    IndexSpec.Serverless spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    assertThat(spec.readCapacity()).isEmpty();
    assertThat(spec.schema()).isEmpty();
    assertThat(spec.sourceCollection()).isEmpty();
    IndexSpec.Serverless full =
        spec.withReadCapacity(ReadCapacity.onDemand())
            .withSchema(MetadataSchema.of("a"))
            .fromCollection("c");
    assertThat(full.readCapacity()).contains(ReadCapacity.onDemand());
    assertThat(full.schema()).contains(MetadataSchema.of("a"));
    assertThat(full.sourceCollection()).contains("c");
    assertThat(full.region()).isEqualTo("us-east-1");
  }

  @Test
  void podsAreReplicasTimesShards() {
    IndexSpec.Pod spec = IndexSpec.pod("e", "p1.x1");
    assertThat(spec.pods()).isEqualTo(1);
    assertThat(spec.withReplicas(2).withShards(3).pods()).isEqualTo(6);
    assertThat(spec.withShards(3).withReplicas(2).fromCollection("c").pods()).isEqualTo(6);
  }

  @Test
  void indexedFieldsAreCopied() {
    List<String> fields = new ArrayList<>(List.of("a"));
    IndexSpec.Pod spec = IndexSpec.pod("e", "p1.x1").withIndexedFields(fields);
    fields.add("b");
    assertThat(spec.indexedFields()).isEqualTo(Optional.of(List.of("a")));
  }

  @Test
  void aByocSpecHasCapacityAndSchema() {
    IndexSpec.Byoc spec =
        IndexSpec.byoc("e")
            .withSchema(MetadataSchema.of("a"))
            .withReadCapacity(ReadCapacity.dedicated("b1", 1, 1));
    assertThat(spec.schema()).contains(MetadataSchema.of("a"));
    assertThat(spec.readCapacity()).contains(ReadCapacity.dedicated("b1", 1, 1));
  }

  @Test
  void aSpecIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.pod("", "p1.x1"))
        .withMessage("environment is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.pod("e", " "))
        .withMessage("podType is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.pod("e", "p1").withReplicas(0))
        .withMessage("replicas is 0, expected 1 to 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.pod("e", "p1").withShards(-1))
        .withMessage("shards is -1, expected 1 to 2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.pod("e", "p1").fromCollection("C"))
        .withMessageStartingWith("collection name is 'C'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.byoc(""))
        .withMessage("environment is blank");
  }

  @Test
  void valuesThatOnlyTheServiceSetsCannotBeRequested() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexRequest.dense("a", 3, new IndexSpec.Other("moon")))
        .withMessage("spec is of kind 'moon', expected serverless, pod or byoc");
    IndexSpec magic =
        IndexSpec.serverless(Cloud.AWS, "r").withReadCapacity(new ReadCapacity.Other("Magic"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateIndexRequest.sparse("a", magic))
        .withMessage("readCapacity has mode 'Magic', expected onDemand() or dedicated(...)");
  }

  @Test
  void aChangeAppliesToOneKindOfIndex() {
    ConfigureIndexRequest.Builder both =
        ConfigureIndexRequest.builder("a").replicas(2).readCapacity(ReadCapacity.onDemand());
    assertThatIllegalArgumentException()
        .isThrownBy(both::build)
        .withMessageStartingWith("configuring 'a' changes indexes of different kinds");
    assertThat(ConfigureIndexRequest.builder("a").replicas(2).podType("p1.x2").build().podType())
        .contains("p1.x2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigureIndexRequest.builder("a").replicas(0))
        .withMessage("replicas is 0, expected 1 to 2147483647");
    assertThat(ConfigureIndexRequest.builder("a").embed("m", "t").build())
        .isEqualTo(ConfigureIndexRequest.builder("a").embed("m", "t").build())
        .hasSameHashCodeAs(ConfigureIndexRequest.builder("a").embed("m", "t").build())
        .isNotEqualTo(ConfigureIndexRequest.builder("a").embed("m", "u").build())
        .isNotEqualTo(ConfigureIndexRequest.builder("a").textField("t").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anEmbeddingHasAModelAndAField(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigureIndexRequest.builder("a").embed(blank, "t"))
        .withMessage("model is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigureIndexRequest.builder("a").embed("m", blank))
        .withMessage("textField is blank");
  }
}
