/**
 * From text to what it says, and back. {@link dev.tanukey.mapping.text.ConfigurationReader} builds a tree of nodes,
 * each with its place, from YAML or JSON, and reads the fields off it;
 * {@link dev.tanukey.mapping.text.ConfigurationWriter} writes YAML that both YAML 1.1 and 1.2 read alike. A suite of
 * tests for a configuration is read with the same strictness. Not for other modules than our own.
 */
package dev.tanukey.mapping.text;
