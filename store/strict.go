package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// encoding/json takes "Title" for "title", the last of two fields of one name, and null for a text. The
// interchange form is stricter, so that one document means one thing to every program: a record's fields are
// looked at before it is decoded.

// shapes keeps the fields of each record's type by their names in documents.
var shapes sync.Map // reflect.Type -> map[string]reflect.Type

// fileOnly are the fields that records have in a workspace file only.
var fileOnly = map[reflect.Type][]string{
	reflect.TypeFor[stepRecord]():  {"stage"},
	reflect.TypeFor[imageRecord](): {"size", "chunks"},
}

func shapeOf(t reflect.Type) map[string]reflect.Type {
	if known, ok := shapes.Load(t); ok {
		return known.(map[string]reflect.Type)
	}
	fields := make(map[string]reflect.Type, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !slices.Contains(fileOnly[t], name) {
			fields[name] = f.Type
		}
	}
	shapes.Store(t, fields)
	return fields
}

// record decodes the next value into a record, strictly.
func record[R any](d *decoder, target *R) error {
	d.raw = d.raw[:0]
	if err := d.json.Decode(&d.raw); err != nil {
		return err
	}
	c := checker{text: d.raw}
	if err := c.value(reflect.TypeFor[R]()); err != nil {
		return err
	}
	return json.Unmarshal(d.raw, target)
}

// checker walks over one value, which is known to be JSON.
type checker struct {
	text []byte
	at   int
}

func (c *checker) space() {
	for c.at < len(c.text) && (c.text[c.at] == ' ' || c.text[c.at] == '\n' || c.text[c.at] == '\t' || c.text[c.at] == '\r') {
		c.at++
	}
}

// value checks the next value against what is to be there; a nil type takes anything.
func (c *checker) value(t reflect.Type) error {
	c.space()
	if c.text[c.at] == 'n' && t != nil {
		if t.Kind() != reflect.Pointer || t.Elem().Kind() == reflect.Struct {
			return fmt.Errorf("is null; leave it out for none")
		}
		t = nil
	}
	if t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch c.text[c.at] {
	case '{':
		return c.object(t)
	case '[':
		return c.list(t)
	case '"':
		c.skipText()
	default:
		for c.at < len(c.text) && !strings.ContainsRune(",]} \n\t\r", rune(c.text[c.at])) {
			c.at++
		}
	}
	return nil
}

func (c *checker) object(t reflect.Type) error {
	var fields map[string]reflect.Type
	if t != nil && t.Kind() == reflect.Struct {
		fields = shapeOf(t)
	}
	seen := make([]string, 0, 24)
	for c.at++; ; c.at++ {
		c.space()
		if c.text[c.at] == '}' {
			c.at++
			return nil
		}
		name, err := c.name()
		if err != nil {
			return err
		}
		field, known := fields[name]
		if fields != nil && !known {
			return fmt.Errorf("unknown field %q", name)
		}
		for _, other := range seen {
			if other == name {
				return fmt.Errorf("field %q occurs twice", name)
			}
		}
		seen = append(seen, name)
		c.space()
		c.at++ // the colon
		if err := c.value(field); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		c.space()
		if c.text[c.at] == '}' {
			c.at++
			return nil
		}
	}
}

func (c *checker) list(t reflect.Type) error {
	var of reflect.Type
	if t != nil && t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8 {
		of = t.Elem()
	}
	for c.at++; ; c.at++ {
		c.space()
		if c.text[c.at] == ']' {
			c.at++
			return nil
		}
		if err := c.value(of); err != nil {
			return err
		}
		c.space()
		if c.text[c.at] == ']' {
			c.at++
			return nil
		}
	}
}

// name reads a field's name.
func (c *checker) name() (string, error) {
	from := c.at
	c.skipText()
	text := c.text[from:c.at]
	if !strings.ContainsRune(string(text), '\\') {
		return string(text[1 : len(text)-1]), nil
	}
	var name string
	err := json.Unmarshal(text, &name)
	return name, err
}

func (c *checker) skipText() {
	for c.at++; c.text[c.at] != '"'; c.at++ {
		if c.text[c.at] == '\\' {
			c.at++
		}
	}
	c.at++
}
