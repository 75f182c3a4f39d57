package compatibility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot application that does the main job when it is asked over HTTP. */
@SpringBootApplication
@RestController
public class BootWeb {
  @GetMapping("/main-job")
  String mainJob() {
    return MainJob.run();
  }

  public static void main(String... args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(BootWeb.class, "--server.address=127.0.0.1", "--server.port=0")) {
      FirstRequest.send(
          context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
  }
}
