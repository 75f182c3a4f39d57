/**
 * Random reads and writes of namespaces, and a model that knows what they must read. Start with
 * {@link io.pinelink.testsupport.load.CheckedNamespace}.
 */
@NullMarked
package io.pinelink.testsupport.load;

import org.jspecify.annotations.NullMarked;
