/** Commands for namespaces and their aliases. */
@NullMarked
package io.pinelink.cli.namespaces;

import org.jspecify.annotations.NullMarked;
