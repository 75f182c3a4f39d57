package compatibility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A reactive application: Netty serves it, and its WebClient, which is on Netty too, asks it. */
@SpringBootApplication
@RestController
public class BootWebflux {
  @GetMapping("/main-job")
  Mono<String> mainJob() {
    return Mono.fromCallable(MainJob::run).subscribeOn(Schedulers.boundedElastic());
  }

  public static void main(String... args) {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(BootWebflux.class, "--server.address=127.0.0.1", "--server.port=0")) {
      String port = context.getEnvironment().getRequiredProperty("local.server.port");
      System.out.println(
          WebClient.create("http://127.0.0.1:" + port)
              .get()
              .uri("/main-job")
              .retrieve()
              .bodyToMono(String.class)
              .block());
    }
  }
}
