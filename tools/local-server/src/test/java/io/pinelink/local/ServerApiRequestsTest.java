package io.pinelink.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how the server's interface lists the requests that arrived, and waits for others. */
class ServerApiRequestsTest {
  private static final long SECONDS = 60;

  private final LocalServer local =
      LocalServer.builder(EmbeddedPinecone.builder().localMode()).start();
  private final EmbeddedPinecone server = local.pinecone();
  private final int port = server.address(Listener.CONTROL).getPort();
  private final ApiCaller api = new ApiCaller(server);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).GET();
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  /** Makes a call of the service. */
  private void call(String path, String... headers) throws IOException, InterruptedException {
    HttpResponse<String> unused = http.send(request(path, headers), BodyHandlers.ofString());
  }

  private static List<Integer> numbers(JsonNode response) {
    return StreamSupport.stream(response.path("requests").spliterator(), false)
        .map(each -> each.path("sequence").asInt())
        .toList();
  }

  @Test
  void requestsAreListedAsReceivedWithoutSecrets() throws Exception {
    call(
        "/indexes?key=pcsk_1_secret",
        "Api-Key",
        "pcsk_2_secret",
        "Authorization",
        "Bearer third-secret",
        "Cookie",
        "fourth-secret",
        "X-Note",
        "with pcsk_5_secret in it");

    String text = api.call("GET", "requests", "").body();
    JsonNode received = ApiCaller.parsed(text).at("/requests/0");
    assertThat(received.path("sequence").asInt()).isEqualTo(1);
    assertThat(received.path("operation").asText()).isEqualTo("listIndexes");
    assertThat(received.path("listener").asText()).isEqualTo("control");
    assertThat(received.path("protocol").asText()).isEqualTo("rest");
    assertThat(received.path("method").asText()).isEqualTo("GET");
    assertThat(received.path("path").asText()).isEqualTo("/indexes");
    assertThat(received.path("query").asText()).isEqualTo("key=***");
    assertThat(received.path("httpStatus").asInt()).isEqualTo(200);
    assertThat(received.at("/headers/api-key/0").asText()).isEqualTo("***");
    assertThat(received.at("/headers/x-note/0").asText()).isEqualTo("with *** in it");
    assertThat(received.path("answered").asBoolean()).isTrue();
    assertThat(text).doesNotContain("secret");
  }

  @Test
  void pagesContinueAfterTheirLastRequest() throws Exception {
    for (int i = 0; i < 5; i++) {
      call(i == 2 ? "/collections" : "/indexes", "Api-Key", "any");
    }

    JsonNode first = api.get("requests?operation=listIndexes&limit=2");
    assertThat(numbers(first)).containsExactly(1, 2);
    assertThat(first.path("more").asBoolean()).isTrue();
    JsonNode second =
        api.get("requests?operation=listIndexes&limit=2&after=" + first.path("next").asInt());
    assertThat(numbers(second)).containsExactly(4, 5);
    assertThat(second.path("more").asBoolean()).isFalse();
    JsonNode third = api.get("requests?operation=upsert&after=" + second.path("next").asInt());
    assertThat(numbers(third)).isEmpty();
    assertThat(third.path("next").asInt()).isEqualTo(5);
  }

  /** A typing mistake would otherwise look like a request that never came. */
  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "Upsert", "upsert,query"})
  void anUnknownOperationIsRefusedByName(String operation) {
    JsonNode error =
        ApiCaller.json(api.call("GET", "requests?wait=300&operation=" + operation, ""), 400)
            .path("error");

    assertThat(error.path("field").asText()).isEqualTo("operation");
    assertThat(error.path("value").asText()).isEqualTo(operation);
    assertThat(error.path("message").asText())
        .startsWith("operation is '" + operation + "', expected one of [")
        .contains("createIndex", "upsertDocuments", "createApiKey");
  }

  @Test
  void numbersContinueAfterTheLogIsCleared() throws Exception {
    call("/indexes");
    assertThat(api.call("DELETE", "requests", "").statusCode()).isEqualTo(204);
    call("/indexes");

    JsonNode response = api.get("requests");
    assertThat(numbers(response)).containsExactly(2);
    assertThat(response.path("oldest").asInt()).isEqualTo(2);
    JsonNode error = ApiCaller.json(api.call("GET", "requests?after=3", ""), 400).path("error");
    assertThat(error.path("message").asText()).contains("after is '3'", "at most 2");
  }

  @Test
  void requestsInFlightAreListedUnlessOnlyAnsweredOnesAreWanted() throws Exception {
    server.faults().next("listIndexes", Fault.hang());
    CompletableFuture<HttpResponse<String>> hanging =
        http.sendAsync(request("/indexes"), BodyHandlers.ofString());
    JsonNode arrived =
        ApiCaller.json(api.start("requests?wait=60").get(SECONDS, TimeUnit.SECONDS), 200);
    call("/collections");

    assertThat(numbers(arrived)).containsExactly(1);
    assertThat(arrived.at("/requests/0/httpStatus").isNull()).isTrue();
    assertThat(arrived.at("/requests/0/answered").asBoolean()).isFalse();
    assertThat(numbers(api.get("requests"))).containsExactly(1, 2);
    JsonNode answered = api.get("requests?answered=true");
    assertThat(numbers(answered)).isEmpty();
    assertThat(answered.path("next").asInt()).isZero();
    assertThat(numbers(api.get("requests?answered=true&operation=listCollections")))
        .containsExactly(2);

    CompletableFuture<HttpResponse<String>> poll = api.start("requests?answered=true&wait=60");
    hanging.cancel(true);
    assertThat(numbers(ApiCaller.json(poll.get(SECONDS, TimeUnit.SECONDS), 200)))
        .containsExactly(1, 2);
  }

  @Test
  void aPollEndsWhenARequestArrives() throws Exception {
    CompletableFuture<HttpResponse<String>> poll =
        api.start("requests?operation=listCollections&answered=true&wait=300");
    call("/indexes");
    assertThat(poll).isNotDone();
    call("/collections", "Api-Key", "any");

    JsonNode response = ApiCaller.json(poll.get(SECONDS, TimeUnit.SECONDS), 200);
    assertThat(numbers(response)).containsExactly(2);
    assertThat(response.at("/requests/0/httpStatus").asInt()).isEqualTo(200);
  }

  @Test
  void aPollEndsWithoutARequestWhenItsTimeIsOver() throws Exception {
    JsonNode response =
        ApiCaller.json(api.start("requests?wait=1").get(SECONDS, TimeUnit.SECONDS), 200);

    assertThat(numbers(response)).isEmpty();
    assertThat(response.path("next").asInt()).isZero();
  }

  /** Sockets with one poll each. */
  private List<Socket> polls(int number) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.add(socket);
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
      socket
          .getOutputStream()
          .write(
              "GET /_pinelink/requests?wait=300 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
    }
    await()
        .atMost(SECONDS, TimeUnit.SECONDS)
        .until(() -> local.controls().log().watches() == number);
    return sockets;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aThousandPollsWaitWithoutAThread() throws Exception {
    List<Socket> polls = polls(1_000);

    // The workers are free.
    api.get("health");
    call("/indexes", "Api-Key", "any");
    for (Socket poll : polls) {
      assertThat(new String(poll.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"sequence\":1,");
    }
    assertThat(local.controls().log().watches()).isZero();
    close(polls);
  }

  @Test
  void pollsEndWhenTheirClientsGo() throws Exception {
    close(polls(100));

    await().atMost(SECONDS, TimeUnit.SECONDS).until(() -> local.controls().log().watches() == 0);
  }

  @Test
  void waitingPollsAreLimited() throws Exception {
    List<Socket> polls = polls(2_000);
    HttpResponse<String> refused = api.call("GET", "requests?wait=1", "");
    close(polls);

    JsonNode error = ApiCaller.json(refused, 429).path("error");
    assertThat(error.path("field").asText()).isEqualTo("wait");
    assertThat(error.path("message").asText()).contains("2000");
  }

  @Test
  void theServerClosesWhilePollsWait() throws Exception {
    List<Socket> polls = polls(10);

    server.close();

    for (Socket poll : polls) {
      assertThat(poll.getInputStream().read()).isNegative();
    }
    close(polls);
  }
}
