package io.pinelink.micronaut;

import io.micronaut.context.annotation.Property;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Connects the client of a test to an {@code EmbeddedPinecone} of the artifact {@code
 * pinelink-server}, over TLS. The route is private unless {@code pinelink.route-policy} is set.
 *
 * <pre>{@code
 * @MicronautTest
 * @WithEmbeddedPinecone
 * class ShopTest {
 *   @Inject EmbeddedPinecone pinecone;
 * }
 * }</pre>
 *
 * <p>It sets the property {@code pinelink.embedded}, which does the same in an environment such as
 * {@code dev}. The server is a bean: it starts once for each application context and closes with
 * it. Beans of type {@link EmbeddedPineconeSetup} create the indexes that the application needs.
 * The properties of the connection, such as the API key, hosts and proxies, have no effect.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Property(name = "pinelink.embedded", value = "true")
public @interface WithEmbeddedPinecone {}
