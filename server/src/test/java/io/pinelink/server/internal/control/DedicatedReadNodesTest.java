package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that dedicated read nodes hold one namespace, and that BYOC has no other capacity. */
class DedicatedReadNodesTest {
  private static final String CAPACITY =
      "'read_capacity':{'mode':'Dedicated','dedicated':{'node_type':'b1','scaling':'Manual',"
          + "'manual':{'shards':1,'replicas':1}}}";
  private static final String ON_DEMAND = "'read_capacity':{'mode':'OnDemand'}";

  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));

  private StoredIndex data(String name) {
    return control.indexes.get(name).data();
  }

  private static List<StoredVector> vectors(String id) {
    return List.of(StoredVector.of(id, new float[] {1, 0}, null, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'serverless':{'cloud':'aws','region':'us-east-1'," + CAPACITY + "}}",
        "{'byoc':{'environment':'e'," + CAPACITY + "}}",
        "{'byoc':{'environment':'e'}}"
      })
  void aSecondNamespaceIsRefused(String spec) {
    control.create("docs", spec);
    StoredIndex data = data("docs");
    data.upsert("one", vectors("a"));
    data.upsert("one", vectors("b"));

    assertThatThrownBy(() -> data.upsert("two", vectors("a")))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.INVALID_ARGUMENT))
        .hasMessageContaining("holds a single namespace, which is 'one'");
    assertThatThrownBy(() -> data.createNamespace("two", null))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("'two' cannot be created");
    assertThat(data.counts()).containsOnlyKeys("one").containsEntry("one", 2);

    data.deleteNamespace("one");
    data.upsert("two", vectors("a"));
    assertThat(data.counts()).containsOnlyKeys("two");
  }

  @Test
  void onDemandCapacityTakesMoreNamespaces() {
    control.create("docs", "{'serverless':{'cloud':'aws','region':'us-east-1'," + ON_DEMAND + "}}");

    data("docs").upsert("one", vectors("a"));
    data("docs").upsert("two", vectors("a"));

    assertThat(data("docs").counts()).containsOnlyKeys("one", "two");
  }

  @Test
  void anIndexWithSeveralNamespacesStaysOnDemand() {
    control.createServerless("docs");
    data("docs").upsert("one", vectors("a"));
    data("docs").upsert("two", vectors("a"));
    String change = "{'spec':{'serverless':{" + CAPACITY + "}}}";

    control.fail(
        400,
        "INVALID_ARGUMENT",
        "Index docs has 2 namespaces, and dedicated read nodes hold a single one",
        "PATCH",
        "/indexes/docs",
        change);
    data("docs").deleteNamespace("two");
    control.succeed(202, "PATCH", "/indexes/docs", change);

    assertThatThrownBy(() -> data("docs").createNamespace("two", null))
        .isInstanceOf(RpcException.class);
  }

  @Test
  void aBackupOfSeveralNamespacesIsNotRestoredToDedicatedNodes() {
    control.createServerless("docs");
    data("docs").upsert("one", vectors("a"));
    data("docs").upsert("two", vectors("a"));
    String id =
        control
            .succeed(201, "POST", "/indexes/docs/backups", "{'name':'b'}")
            .get("backup_id")
            .textValue();
    control.pass(10);

    control.fail(
        400,
        "INVALID_ARGUMENT",
        "holds a single namespace",
        "POST",
        "/backups/" + id + "/create-index",
        "{'name':'copy'," + CAPACITY + "}");
    control.fail(404, "NOT_FOUND", "copy", "GET", "/indexes/copy", "");
  }

  @Test
  void byocIsNeverOnDemand() {
    control.fail(
        400,
        "INVALID_ARGUMENT",
        "read_capacity.mode is OnDemand, expected Dedicated for a byoc deployment",
        "POST",
        "/indexes",
        "{'name':'docs','dimension':2,'spec':{'byoc':{'environment':'e'," + ON_DEMAND + "}}}");
    control.create("docs", "{'byoc':{'environment':'e'," + CAPACITY + "}}");
    control.fail(
        400,
        "INVALID_ARGUMENT",
        "expected Dedicated",
        "PATCH",
        "/indexes/docs",
        "{'spec':{'byoc':{" + ON_DEMAND + "}}}");
    assertThat(control.get("/indexes/docs").at("/spec/byoc/read_capacity/mode").textValue())
        .isEqualTo("Dedicated");
  }
}
