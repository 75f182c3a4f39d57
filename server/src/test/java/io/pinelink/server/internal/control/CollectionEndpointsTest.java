package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.store.StoredVector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectionEndpointsTest {
  private final ControlPlaneUnderTest control = new ControlPlaneUnderTest(new Regions(false));

  @Test
  void aCollectionIsACopyOfAPodIndex() {
    fillPods("p");
    control.succeed(201, "POST", "/collections", "{'name':'c','source':'p'}");
    assertThat(control.get("/collections/c").toString().replace('"', '\''))
        .isEqualTo(
            "{'name':'c','status':'Initializing','environment':'us-east1-gcp','dimension':2}");

    control.pass(10);
    control.indexes.get("p").data().deleteAll("n");

    JsonNode ready = control.get("/collections").path("collections").path(0);
    assertThat(ready.path("status").textValue()).isEqualTo("Ready");
    assertThat(ready.path("vector_count").intValue()).isEqualTo(1);
    assertThat(ready.path("size").longValue()).isPositive();
    control.create(
        "q", "{'pod':{'environment':'us-east1-gcp','pod_type':'s1.x1','source_collection':'c'}}");
    assertThat(control.indexes.get("q").data().counts()).isEqualTo(Map.of("n", 1));
    assertThat(control.get("/indexes/q").at("/spec/pod/source_collection").textValue())
        .isEqualTo("c");

    control.succeed(202, "DELETE", "/collections/c", "");
    control.fail(404, "NOT_FOUND", "Collection c not found.", "GET", "/collections/c", "");
    assertThat(control.indexes.get("q").data().counts()).isEqualTo(Map.of("n", 1));
  }

  @Test
  void aServerlessIndexCanBeginWithACollection() {
    fillPods("p");
    control.succeed(201, "POST", "/collections", "{'name':'c','source':'p'}");
    control.pass(10);

    control.create("s", "{'serverless':{'cloud':'aws','region':'r','source_collection':'c'}}");

    assertThat(control.indexes.get("s").data().counts()).isEqualTo(Map.of("n", 1));
  }

  @Test
  void onlyReadyPodIndexesAreCopied() {
    control.createServerless("s");
    refuse(400, "INVALID_ARGUMENT", "pod indexes", "{'name':'c','source':'s'}");
    refuse(404, "NOT_FOUND", "Resource x not found.", "{'name':'c','source':'x'}");
    refuse(422, "UNPROCESSABLE_ENTITY", "source", "{'name':'c'}");
    control.succeed(
        201,
        "POST",
        "/indexes",
        "{'name':'p','dimension':2,'spec':{'pod':{'environment':'e','pod_type':'p1.x1'}}}");
    refuse(400, "INVALID_ARGUMENT", "Source index is not ready", "{'name':'c','source':'p'}");
    control.pass(10);
    refuse(400, "INVALID_ARGUMENT", "Name", "{'name':'C','source':'p'}");
    control.succeed(201, "POST", "/collections", "{'name':'c','source':'p'}");
    refuse(409, "ALREADY_EXISTS", "exists", "{'name':'c','source':'p'}");
    assertThat(control.get("/collections").path("collections")).hasSize(1);
  }

  @Test
  void anIndexMustFitItsCollection() {
    fillPods("p");
    control.succeed(201, "POST", "/collections", "{'name':'c','source':'p'}");
    refuseIndex(2, "us-east1-gcp", "not ready");
    control.pass(10);
    refuseIndex(3, "us-east1-gcp", "Index and collection must have the same dimension");
    refuseIndex(
        2, "eu-west1-gcp", "Source collection must be in the same environment as the index");
  }

  @Test
  void anIndexCannotBeDeletedWhileItIsCopied() {
    fillPods("p");
    control.succeed(201, "POST", "/collections", "{'name':'c','source':'p'}");
    control.fail(412, "FAILED_PRECONDITION", "[c]", "DELETE", "/indexes/p", "");

    control.pass(10);
    control.succeed(202, "DELETE", "/indexes/p", "");
  }

  private void fillPods(String name) {
    control.createOnPods(name);
    StoredVector vector = StoredVector.of("a", new float[] {1, 2}, null, Map.of("k", "v"));
    control.indexes.get(name).data().upsert("n", List.of(vector));
  }

  private void refuse(int status, String code, String reason, String body) {
    control.fail(status, code, reason, "POST", "/collections", body);
  }

  private void refuseIndex(int dimension, String environment, String reason) {
    control.fail(
        400,
        "INVALID_ARGUMENT",
        reason,
        "POST",
        "/indexes",
        "{'name':'q','dimension':"
            + dimension
            + ",'spec':{'pod':{'environment':'"
            + environment
            + "','pod_type':'p1.x1','source_collection':'c'}}}");
  }
}
