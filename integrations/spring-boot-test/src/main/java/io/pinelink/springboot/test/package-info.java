/**
 * Tests of Spring Boot applications. Start at {@link
 * io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone}.
 */
@NullMarked
package io.pinelink.springboot.test;

import org.jspecify.annotations.NullMarked;
