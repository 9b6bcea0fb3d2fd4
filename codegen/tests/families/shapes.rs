//! Small pages in the shapes of the families of docs, in words of our own.

/// Pages that have something of each kind that a built-in dialect reads.
pub(crate) const PAGES: [&str; 6] = [GATE, STALL, LIST_BOATS, BOAT, HUT, LAMP];

const GATE: &str = r##"# Open Gate

> Opens a **gate**, at once.

:::tip
It stays open.
:::

### HTTP Request

<APIEndpoint method="POST" url="/v5/gate/open" />

### Request Parameters

| Parameter | Required | Type | Comments |
|:--|:--|:--|--|
| [kind](/docs/enum#kind) | **true** | string | Kind of gate. `wide`, `narrow` |
| width | false | integer | Width. [`1`, `200`] |
| bars | ture | array | Object |
| > wood | false | string | <ul><li>`oak`: hard</li><li>`fir`: soft</li></ul> |

### Response Parameters

| Parameter | Type | Comments |
|:--|:--|--|
| list | array<object> | |
| > list[0] | string | Opened |
| > at | string | Time (ms) |

### Request Example

```http
POST /v5/gate/open HTTP/1.1
Content-Type: application/json

{"kind": "wide", "bars": [{"wood": "oak"}]}
```

### Response Example

```json
{"retCode": 0, "retMsg": "OK", "result": {"list": [["1", "2"]], "at": "7"}, "time": 1}
```
"##;

const STALL: &str = r##"# Market endpoints

## Stalls

### Rent a stall (USER_DATA)

```
POST /api/v3/stall
```

Rents a stall.

**Weight:** 4

**Parameters:**

Name | Type | Mandatory | Description
---- | ---- | --------- | -----------
place | STRING | YES |
size | ENUM | NO\* | One of `BIG`, `SMALL`
days | ARRAY OF LONG | NO | See [days](#days)

**Response - FULL:**

```javascript
{
  "id": 4, // the number
  "days": [1, 2],
}
```

### Try a stall

```
POST /api/v3/stall/test
```

**Parameters:**

In addition to all parameters accepted by [`POST /api/v3/stall`](#rent-a-stall-user_data),

Name | Type | Mandatory | Description
---- | ---- | --------- | -----------
dry | BOOLEAN | NO | Default: `false`

**Response:**

```javascript
{}
```
"##;

const LIST_BOATS: &str = r##"---
title: "List boats"
description: "Boats of a harbour."
---

# List boats

Namespace: example.harbour

## HTTP request

<!-- { "blockType": "ignored" } -->
``` http
GET /me/boats
GET /harbours/{harbour-id}/boats?$filter=size eq 4
GET /harbours(name='{name}')/boats
```

## Request headers

|Name|Description|
|:---|:---|
|Authorization|Bearer {token}. Required.|

## Request body

|Parameter|Type|Description|
|:---|:---|:---|
|size|Int32|The size. Optional.|
|crew|[person](person.md) collection|Who sails.|

## Response

If it works, `200 OK` and a collection of [boat](boat.md) objects.

## Examples

### Request

# [HTTP](#tab/http)
<!-- { "blockType": "request", "name": "list_boats" } -->
```http
GET https://graph.microsoft.com/v1.0/me/boats
```

# [C#](#tab/csharp)
[!INCLUDE [sample](../includes/a.md)]

---

### Response

<!-- { "blockType": "response", "@odata.type": "microsoft.graph.boat", "isCollection": true } -->
```http
HTTP/1.1 200 OK
Content-type: application/json

{ "value": [ { "@odata.type": "#microsoft.graph.boat", "size": 4 } ] }
```
"##;

const BOAT: &str = r##"# boat resource type

What floats. Inherits from [thing](thing.md).

## Properties

|Property|Type|Description|
|:---|:---|:---|
|size|Int32|The size.|
|kind|boatKind|The possible values are: `sail`, `motor`, `unknownFutureValue`.|
|owners|[person](../resources/person.md) collection|Whose it is.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.boat", "baseType": "microsoft.graph.thing" } -->
```json
{ "@odata.type": "#microsoft.graph.boat", "size": "Int32" }
```
"##;

const HUT: &str = r##"# Hut Resource

### Hut Object

###### Hut Structure

| Field | Type | Description |
|---|---|---|
| id | snowflake | the number |
| owner? | ?[user](/docs/resources/user#user-object) object | who has it |
| rooms?\* | array of [room](#DOCS_RESOURCES_HUT/room-object) objects | what is in it |
| names | dict<string, string> | by language |

\* Sent only at night.

###### Room Type

| Type | ID | Description |
|---|---|---|
| BED | 0 | to sleep |
| HALL | 1 << 3 | to eat |

## Get Hut % GET /huts/{hut.id#DOCS_RESOURCES_HUT/hut-object}

<Route method="GET">/huts/[\{hut.id\}](/docs/resources/hut#hut-object)</Route>

Returns a [hut](/docs/resources/hut#hut-object) object. All parameters to this endpoint are optional.

<ManualAnchor id="get-hut-query-string-params" />
###### Query String Params

| Field | Type | Description | Required | Default |
|---|---|---|---|---|
| limit? | integer | how many (1-100) | false | 50 |

###### JSON Params (form)

| Field | Type | Description |
|---|---|---|
| name | string or null | how it is called |

###### Example Hut

```json
{ "id": "80351110224678912", "owner": null, "rooms": [] }
```

## Leave Hut % DELETE /huts/{hut.id#DOCS_RESOURCES_HUT/hut-object}/me

Functions the same as [Get Hut](#get-hut), except that it returns a 204.
"##;

const LAMP: &str = r##"# Lamps

All lamp API methods are under "lamp", e.g.: `/api/v2/lamp/methodName`.

## Add lamp ##

Name: `add`

**Parameters:**

Parameter | Type | Description
----------|------|------------
`watts` | integer | How bright
`names` _optional_ | string | Separated by `|`

**Returns:**

HTTP Status Code | Scenario
-----------------|---------
200 | All scenarios- see JSON below

The response is a JSON array with the following fields:

Property | Type | Description
---------|------|------------
`watts` | integer | How bright
`state` | string | See table here below

Possible values of `state`:

Value | Description
------|------------
`on` | It shines
`off` | It does not

```JSON
[{"watts": 4, "state": "on", ...}]
```
"##;

/// A dialect with all notations for rows and types at once, and patterns of headings with many blanks.
pub(crate) const ALL: &str = "
name: all
pages: { extensions: [md, mdx] }
operations: { several-on-a-page: true, service: heading, asides: keep, alternatives: unite, same-route: unite, default-statuses: { body: 200, empty: 204 } }
paths: { by-hand: true, hosts: ['https://example.org'] }
request: [{ component: Route, method: method }, { component: APIEndpoint, method: method, path: url }]
headings: { bold: true, request: ['*H*T*T*P*'], parameters: ['*a*a*a*a*a*b', '*Param*'], response: ['*Resp*s*'], sample-response: ['Example*'], ignore: ['*x*y*x*y*z'] }
definitions: ['{type} object', '{type} resource type']
bases: ['inherits from {type}']
bodies: ['representation of {type}']
fences: { request-line: [http, ''], json: [json, javascript], message: [HTTP], lenient: true }
nesting: { prefixes: ['>', '-'], dots: true, brackets: true, indent: true, positions: true }
tables:
  - { rows: by-heading, columns: { name: [Name, Parameter, Field, Property], type: [Type], description: [Description, Comments] }, others: keep }
  - { rows: by-heading, columns: { name: [Name, Parameter, Field, Property], required: [Required, Mandatory], type: [Type], description: [Description, Comments] }, others: keep }
  - { rows: values, columns: { name: [Type, Value], value: [ID] }, others: keep }
presence: { yes: ['true', 'yes'], no: ['false', 'no'], default: { properties: optional } }
types:
  string: [string]
  int32: [integer, Int32]
  object: [object]
  'null': ['null']
  array: [array, '{type}[]', 'array of {type}', 'Array<{type}>', '{type} collection']
  map: ['map[{key}]{type}', 'map of {key} to {type}', 'dict<{key}, {type}>']
  tuple: ['({types})']
  union: [' or ', '|', ', ']
  nullable: ['?{type}', '{type}?']
  partial: ['partial {type}']
  noise: [a, an, '(optional)', objects]
values: ['of:']
required: ['**Required**']
optional: [_optional_]
type-sentences: [{ says: 'Carrier object for {type}.', name: '{type}' }]
markup: { tabs: ['#tab/'], containers: [':::'], references: ['Acme.'] }
";
