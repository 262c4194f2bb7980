// Package store keeps a workspace in one file that loses nothing, and writes and reads the
// interchange form of journeys and workspaces.
package store
