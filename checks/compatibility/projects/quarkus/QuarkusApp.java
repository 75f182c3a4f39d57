package compatibility;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A Quarkus application that does the main job when it is asked over HTTP. */
@QuarkusMain
public class QuarkusApp implements QuarkusApplication {
  /** The resource. A method that returns no reactive type runs on a worker thread. */
  @Path("/main-job")
  public static class MainJobResource {
    @GET
    public String mainJob() {
      return MainJob.run();
    }
  }

  @Inject HttpServer server;

  @Override
  public int run(String... args) throws Exception {
    FirstRequest.send(server.getPort());
    return 0;
  }
}
