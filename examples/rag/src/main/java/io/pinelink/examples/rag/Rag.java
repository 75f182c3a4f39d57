package io.pinelink.examples.rag;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Answers questions about the guides on a page in the browser and at {@code POST /ask}.
 *
 * <pre>{@code
 * examples/run Rag
 * }</pre>
 *
 * <p>Without an API key, an embedded server in this process takes the place of the service. With
 * {@code PINECONE_API_KEY} and the other properties of {@code pinelink.*}, the same application
 * uses the service.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Rag {
  /** Called by the container. */
  Rag() {}

  /** Starts the application. */
  public static void main(String[] args) {
    SpringApplication.run(Rag.class, args);
  }
}
