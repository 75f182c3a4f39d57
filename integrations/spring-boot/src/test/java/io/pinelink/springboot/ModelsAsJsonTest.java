package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.admin.User;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.model.Fields;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.records.RecordHit;
import io.pinelink.routing.Cloud;
import io.pinelink.testing.Responses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The JSON of a web controller that returns models: Jackson 2 with Spring Boot 3, Jackson 3 with
 * Spring Boot 4.
 */
class ModelsAsJsonTest {
  private static final Vector VECTOR =
      Vector.builder("a")
          .values(0.5f, -1)
          .sparseValues(SparseValues.of(new long[] {7, 4_294_967_295L}, new float[] {1, 2}))
          .metadata(
              Metadata.builder()
                  .put("lang", "et")
                  .put("pages", 312)
                  .put("price", 9.5)
                  .put("draft", true)
                  .put("tags", List.of("x", "y"))
                  .build())
          .build();

  private static ConfigurableApplicationContext application;

  @Configuration
  @EnableAutoConfiguration
  @Import(Controller.class)
  static class Application {}

  @RestController
  static class Controller {
    @GetMapping("/vector")
    Vector vector() {
      return VECTOR;
    }

    @GetMapping("/matches")
    List<Match> matches() {
      return List.of(
          Responses.match(0.25f, Vector.of("b", new float[] {1}, Metadata.of("lang", "en"))));
    }

    @GetMapping("/metadata")
    Metadata metadata() {
      return VECTOR.metadata();
    }

    @GetMapping("/query")
    QueryResponse query() {
      return Responses.defaults()
          .namespace("books")
          .readUnits(6)
          .query(Responses.match(1, Vector.of("b", new float[] {1})));
    }

    @GetMapping("/stats")
    IndexStats stats() {
      return Responses.defaults().requestId("r-1").stats(2, Map.of("en", 3L));
    }

    @GetMapping("/documents")
    List<Document> documents() {
      return List.of(
          Document.builder("d")
              .put("title", "Tides")
              .put("year", 2026)
              .put("v", new float[] {1})
              .build());
    }

    @GetMapping("/found")
    DocumentMatch found() {
      return Responses.documentMatch(
          "d", OptionalDouble.of(1.5), DocumentFields.builder().put("year", 2026).build());
    }

    @GetMapping("/hits")
    List<RecordHit> hits() {
      return List.of(Responses.recordHit("r", 1, Fields.of("text", "Tartu")));
    }

    @GetMapping("/index")
    IndexDescription index() {
      return IndexDescription.builder(
              "docs",
              Responses.indexStatus(true, "Ready"),
              IndexSpec.serverless(Cloud.AWS, "us-east-1"),
              Responses.defaults().info())
          .metric(Metric.COSINE)
          .build();
    }

    @GetMapping("/alias")
    NamespaceAlias alias() {
      return Responses.defaults().namespaceAlias("current", "v1");
    }

    @GetMapping("/user")
    User user() {
      return User.of("u", "ann@example.com", Optional.empty(), Responses.defaults().info());
    }

    @GetMapping("/metric")
    Map<String, Object> metric() {
      return Map.of("metric", Optional.of(Metric.COSINE));
    }
  }

  @BeforeAll
  static void start() {
    SpringApplication start = new SpringApplication(Application.class);
    start.setDefaultProperties(
        Map.of(
            "server.port", "0",
            "server.address", "127.0.0.1",
            "spring.main.banner-mode", "off",
            "pinelink.api-key", "any-api-key",
            "spring.jmx.enabled", "false"));
    application = start.run();
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /vector   | {"id":"a","values":[0.5,-1.0],"sparseValues":{"indices":[7,4294967295],"values":[1.0,2.0]},"metadata":{"lang":"et","pages":312,"price":9.5,"draft":true,"tags":["x","y"]}}
          /matches  | [{"id":"b","score":0.25,"values":[1.0],"metadata":{"lang":"en"}}]
          /metadata | {"lang":"et","pages":312,"price":9.5,"draft":true,"tags":["x","y"]}
          /query    | {"matches":[{"id":"b","score":1.0,"values":[1.0]}],"namespace":"books","readUnits":6,"info":{"attempts":1,"namespace":"books","protocol":"REST"}}
          /stats    | {"namespaces":{"en":3},"totalVectorCount":3,"dimension":2,"indexFullness":0.0,"metric":"cosine","vectorType":"dense","info":{"attempts":1,"namespace":"","protocol":"REST","requestId":"r-1"}}
          /documents| [{"_id":"d","title":"Tides","year":2026,"v":[1.0]}]
          /found    | {"id":"d","score":1.5,"fields":{"year":2026}}
          /hits     | [{"id":"r","score":1.0,"fields":{"text":"Tartu"}}]
          /index    | {"deletionProtection":false,"family":"vectors","info":{"attempts":1,"namespace":"","protocol":"REST"},"metric":"cosine","name":"docs","spec":{"cloud":"aws","region":"us-east-1"},"status":{"ready":true,"state":"Ready"},"tags":{}}
          /alias    | {"name":"current","targetNamespace":"v1","info":{"attempts":1,"namespace":"","protocol":"REST"}}
          /user     | {"id":"u","email":"ann@example.com","info":{"attempts":1,"namespace":"","protocol":"REST"}}
          /metric   | {"metric":"cosine"}
          """)
  void aControllerReturnsModelsAsJson(String path, String json) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.body()).isEqualTo(json);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
