package io.pinelink.examples.rag;

import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port, without an account, as {@code main} starts it. */
final class RunningRag implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private RunningRag(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static RunningRag start(String... properties) {
    // Before the properties of the environment, which may have a key.
    List<String> all =
        new ArrayList<>(List.of("server.port=0", "pinelink.api-key=", "PINECONE_API_KEY="));
    all.addAll(List.of(properties));
    String[] arguments = all.stream().map(property -> "--" + property).toArray(String[]::new);
    return new RunningRag(SpringApplication.run(Rag.class, arguments));
  }

  EmbeddedPinecone pinecone() {
    return context.getBean(EmbeddedPinecone.class);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpResponse<String> ask(String question) throws IOException, InterruptedException {
    return post("{\"question\":\"" + question + "\"}");
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(
        request("/ask")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    String port = context.getEnvironment().getProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.close();
  }
}
