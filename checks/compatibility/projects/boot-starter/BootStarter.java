package compatibility;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot application whose client and index are beans of the starter. */
@SpringBootApplication
@RestController
public class BootStarter {
  private final Pinelink client;
  private final Index manuals;

  BootStarter(Pinelink client, @Lazy Index manuals) {
    this.client = client;
    this.manuals = manuals;
  }

  @GetMapping("/main-job")
  String mainJob() {
    return MainJob.run() + "\n" + injected();
  }

  private String injected() {
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    client
        .controlPlane()
        .createIndex(CreateIndexRequest.dense(StarterArguments.INDEX, 2, spec));
    manuals.upsert(
        List.of(
            Vector.of("near", new float[] {1, 0}), Vector.of("far", new float[] {0, 1})));
    String found =
        manuals.query(QueryRequest.builder().vector(1, 0.1f).topK(1).build()).matches().get(0).id();
    if (!found.equals("near") || manuals.route().kind() != Route.Kind.PRIVATE) {
      throw new IllegalStateException(found + " over " + manuals.route());
    }
    return "starter done over the private route";
  }

  public static void main(String... args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(BootStarter.class, StarterArguments.with())) {
      FirstRequest.send(
          context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
  }
}
