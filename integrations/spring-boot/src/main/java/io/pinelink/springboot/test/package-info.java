/**
 * Tests of Spring Boot applications. Start at {@link
 * io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone} for any test, and at {@link
 * io.pinelink.springboot.test.PinelinkTest} for a test slice.
 */
@NullMarked
package io.pinelink.springboot.test;

import org.jspecify.annotations.NullMarked;
