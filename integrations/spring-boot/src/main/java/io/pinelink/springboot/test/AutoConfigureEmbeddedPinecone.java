package io.pinelink.springboot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Connects the auto-configured client of a test to an {@link io.pinelink.server.EmbeddedPinecone},
 * over TLS. The route is private unless {@code pinelink.route-policy} is set.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureEmbeddedPinecone
 * class ShopTest {
 *   @Autowired EmbeddedPinecone pinecone;
 * }
 * }</pre>
 *
 * <p>The server is a bean. It starts once for all tests with the same application context and
 * closes with it. Beans of type {@link EmbeddedPineconeInitializer} create the indexes that the
 * application needs. The properties of the connection, such as the API key and proxies, have no
 * effect; the properties of the admin API only decide whether there is an {@link
 * io.pinelink.admin.AdminClient} bean. If a property names the host of an index, clear it for the
 * test: {@code pinelink.indexes.docs.host=}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(EmbeddedPineconeConfiguration.class)
public @interface AutoConfigureEmbeddedPinecone {}
