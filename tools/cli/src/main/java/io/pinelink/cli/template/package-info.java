/**
 * Parts of the files of infrastructure as code: inputs that only their user knows, and the quoting
 * rules of each language. Start at {@link io.pinelink.cli.template.Input}.
 */
@NullMarked
package io.pinelink.cli.template;

import org.jspecify.annotations.NullMarked;
