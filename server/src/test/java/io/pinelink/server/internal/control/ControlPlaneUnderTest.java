package io.pinelink.server.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.server.internal.documents.DocumentConversion;
import io.pinelink.server.internal.gateway.IndexNames;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.inference.EmbedFunction;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A control plane without sockets, whose clock advances only on request. Resources take 10 seconds
 * to be created and 5 to be deleted. JSON is written with single quotes.
 */
final class ControlPlaneUnderTest {
  private static final EmbedFunction NEVER =
      (text, model, vectorType, dimension, inputType) -> {
        throw new AssertionError("no text is embedded");
      };

  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  final IndexRegistry indexes =
      new IndexRegistry(
          new ServiceHosts("a1b234c", "aped-4627-b74a", new IndexNames(false), () -> 443),
          StoredIndex::new,
          () -> Duration.ofSeconds(10),
          () -> Duration.ofSeconds(5),
          () -> now);
  private final ControlService<ControlPlaneUnderTest> control;
  private String version = "";

  ControlPlaneUnderTest(Regions regions) {
    IndexRequests requests = new IndexRequests(regions);
    CollectionRegistry collections =
        new CollectionRegistry(indexes, () -> Duration.ofSeconds(10), () -> now);
    BackupRegistry backups = new BackupRegistry(indexes, () -> Duration.ofSeconds(10), () -> now);
    IndexEndpoints ofIndexes =
        new IndexEndpoints(
            indexes, collections, requests, new IndexDescriptions(indexes, () -> false));
    CollectionEndpoints ofCollections = new CollectionEndpoints(collections);
    BackupEndpoints ofBackups = new BackupEndpoints(backups, requests);
    BackupSchedules schedules = new BackupSchedules("project-1", indexes, backups, () -> now);
    BackupScheduleEndpoints ofSchedules = new BackupScheduleEndpoints(schedules, backups);
    ConversionEndpoints ofConversions =
        new ConversionEndpoints(
            new ConversionRegistry(
                indexes,
                new DocumentConversion(new ModelEmbedder(NEVER, "none"))::convert,
                () -> now));
    control =
        new ControlService<>(
            () ->
                new PathTable<ControlEndpoint<ControlPlaneUnderTest>>()
                    .addAll(
                        IndexEndpoints.paths(),
                        endpoint -> endpoint.on(plane -> afterRuns(schedules, ofIndexes)))
                    .addAll(
                        CollectionEndpoints.paths(),
                        endpoint -> endpoint.on(plane -> ofCollections))
                    .addAll(
                        BackupEndpoints.paths(),
                        endpoint -> endpoint.on(plane -> afterRuns(schedules, ofBackups)))
                    .addAll(
                        BackupScheduleEndpoints.paths(),
                        endpoint -> endpoint.on(plane -> afterRuns(schedules, ofSchedules)))
                    .addAll(
                        ConversionEndpoints.paths(),
                        endpoint -> endpoint.on(plane -> ofConversions)));
  }

  /** Sets the API version that later calls name; an empty one stands for none. */
  void version(String later) {
    version = later;
  }

  void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  void passDays(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  /** Creates an index of dimension 2 and waits until it is ready. */
  void create(String name, String spec) {
    succeed(
        201,
        "POST",
        "/indexes",
        "{'name':'" + name + "','dimension':2,'metric':'dotproduct','spec':" + spec + "}");
    pass(10);
  }

  void createServerless(String name) {
    create(name, "{'serverless':{'cloud':'aws','region':'us-east-1'}}");
  }

  void createOnPods(String name) {
    create(name, "{'pod':{'environment':'us-east1-gcp','pod_type':'p1.x2'}}");
  }

  JsonNode succeed(int status, String method, String path, String body) {
    ServerResponse answer = call(method, path, body);
    assertThat(answer.status())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return answer.body().length == 0 ? PlainJson.MAPPER.nullNode() : json(answer);
  }

  JsonNode get(String path) {
    return succeed(200, "GET", path, "");
  }

  void fail(int status, String code, String reason, String method, String path, String body) {
    ServerResponse answer = call(method, path, body);
    JsonNode json = json(answer);
    assertThat(answer.status()).as(json.toString()).isEqualTo(status);
    assertThat(json.at("/error/code").textValue()).isEqualTo(code);
    assertThat(json.at("/error/message").textValue()).contains(reason);
  }

  private ServerResponse call(String method, String path, String body) {
    HttpHeaders headers = new DefaultHttpHeaders();
    if (!version.isEmpty()) {
      headers.add(ServerCall.API_VERSION, version);
    }
    return control
        .match(
            new ServerCall(
                ListenerRole.CONTROL,
                method,
                path,
                headers,
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .apply(this);
  }

  private static <T> T afterRuns(BackupSchedules schedules, T endpoints) {
    schedules.runDue();
    return endpoints;
  }

  private static JsonNode json(ServerResponse answer) {
    try {
      return PlainJson.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
