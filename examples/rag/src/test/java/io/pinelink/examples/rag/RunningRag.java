package io.pinelink.examples.rag;

import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    return start(List.of(Rag.class), properties);
  }

  /** Starts the application with more beans, such as the beans of a starter. */
  static RunningRag start(List<Class<?>> sources, String... properties) {
    // Before the properties of the environment, which may have a key.
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PINECONE_API_KEY", "");
    all.put("pinelink.api-key", "");
    all.put("server.port", "0");
    for (String property : properties) {
      int end = property.indexOf('=');
      all.put(property.substring(0, end), property.substring(end + 1));
    }
    String[] arguments =
        all.entrySet().stream()
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    return new RunningRag(new SpringApplication(sources.toArray(Class<?>[]::new)).run(arguments));
  }

  /** Returns whether the application started a service of its own. */
  boolean hasEmbeddedService() {
    return context.getBeanProvider(EmbeddedPinecone.class).getIfAvailable() != null;
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
