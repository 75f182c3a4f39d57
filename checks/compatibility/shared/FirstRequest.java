package compatibility;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The request that asks a framework's own server for the main job. */
final class FirstRequest {
  private FirstRequest() {}

  /** Sends the request and prints the body of the response. */
  static void send(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/main-job");
    HttpResponse<String> response =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the framework answered " + response.statusCode());
    }
    System.out.println(response.body());
  }
}
