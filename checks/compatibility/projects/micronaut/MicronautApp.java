package compatibility;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** A Micronaut application that does the main job when it is asked over HTTP. */
@Controller("/main-job")
public class MicronautApp {
  @Get(produces = MediaType.TEXT_PLAIN)
  @ExecuteOn(TaskExecutors.BLOCKING)
  String mainJob() {
    return MainJob.run();
  }

  public static void main(String... args) throws Exception {
    Map<String, Object> settings =
        Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", -1);
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      FirstRequest.send(context.getBean(EmbeddedServer.class).start().getPort());
    }
    System.exit(0); // a thread of Micronaut 4's executor for I/O outlives the context by a minute
  }
}
