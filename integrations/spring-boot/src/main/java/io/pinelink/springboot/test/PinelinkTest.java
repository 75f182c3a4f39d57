package io.pinelink.springboot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of the parts of an application that use Pinelink, without its other parts. The application
 * context has the client, the indexes and, if it is on the class path, the vector store for Spring
 * AI, connected to an {@link io.pinelink.server.EmbeddedPinecone} as by {@link
 * AutoConfigureEmbeddedPinecone}.
 *
 * <pre>{@code
 * @PinelinkTest
 * @Import(Search.class)
 * class SearchTest {
 *   @Autowired Search search;
 *   @Autowired EmbeddedPinecone pinecone;
 * }
 * }</pre>
 *
 * <p>All other auto-configurations are disabled. Of the components that the application scans, only
 * components of type {@link EmbeddedPineconeInitializer} and {@link
 * io.pinelink.springboot.PinelinkBuilderCustomizer} are loaded, and those that {@link
 * #includeFilters} match. Bean methods of the application class itself are called. {@link
 * org.springframework.context.annotation.Import @Import} adds single components.
 *
 * <p>The same class works on Spring Boot 3.5 and 4.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(PinelinkTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@AutoConfigurePinelink
@AutoConfigureEmbeddedPinecone
@ImportAutoConfiguration
public @interface PinelinkTest {
  /** Properties of the environment, each as {@code name=value}. Default: none. */
  String[] properties() default {};

  /** Filters that select further components of the application's scan. Default: none. */
  Filter[] includeFilters() default {};

  /** Auto-configurations to leave out. Default: none. */
  @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
  Class<?>[] excludeAutoConfiguration() default {};
}
