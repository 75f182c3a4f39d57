package compatibility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot application that runs the program of docs/testing.md when it is asked over HTTP. */
@SpringBootApplication
@RestController
public class BootReadme {
  @GetMapping("/main-job")
  String mainJob() {
    PrivateUpsert.main();
    return "the program of docs/testing.md done";
  }

  public static void main(String... args) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(BootReadme.class, "--server.address=127.0.0.1", "--server.port=0")) {
      FirstRequest.send(
          context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
  }
}
